import { whenParentDies } from './bootstrap.mjs';

/**
 * Resolves when the person (Ctrl-C), the system or the death of the parent process asks the launcher to end.
 * Further signals change nothing: whoever is ending does not end faster by being asked twice.
 */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
    whenParentDies(resolve);
  });
}
