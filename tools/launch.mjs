/**
 * The one entry of the workspace: `npm start`, `npm test` and the other scripts of package.json come here.
 *
 * Runs on any Node >= 18 with nothing installed. It installs the dependencies when the lock file changed, goes on
 * with the bundled Node when the system's is too old, and hands over to `launcher/main.ts`.
 */
import process from 'node:process';
import { explain, installDependencies, isSupportedNode, reexecute } from './launcher/bootstrap.mjs';

try {
  await installDependencies();
  if (isSupportedNode()) {
    const { main } = await import('./launcher/main.ts');
    await main(process.argv.slice(2));
  } else {
    reexecute();
  }
} catch (error) {
  console.error(explain(error));
  // Whoever reads the verdict of a verification finds it in its last line, also when nothing could be verified.
  if (['test', 'lint'].includes(process.argv[2] ?? '')) console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
