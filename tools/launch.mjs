/**
 * The one entry of the workspace: `npm start`, `npm test` and the other scripts of package.json come here.
 *
 * Runs on any Node >= 18 with nothing installed. It installs the dependencies when the lock file changed, goes on
 * with the bundled Node when the system's is too old, and hands over to `launcher/main.ts`.
 */
import process from 'node:process';
import { LaunchError, installDependencies, isSupportedNode, reexecute } from './launcher/bootstrap.mjs';

try {
  await installDependencies();
  if (isSupportedNode()) {
    const { main } = await import('./launcher/main.ts');
    await main(process.argv.slice(2));
  } else {
    reexecute();
  }
} catch (error) {
  console.error(error instanceof LaunchError ? `\n✖ ${error.message}\n` : error);
  process.exitCode = 1;
}
