import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { ROOT, instanceFolders } from '../paths.ts';
import { toolEnvironment } from '../run.ts';
import { Service, type ServiceSpec } from '../service.ts';
import { startStack } from '../stack.ts';
import { step } from '../steps.ts';
import { claimPortal, printAddresses, runUntilEnd } from './start.ts';

/**
 * `dev`: everything `start` runs, rebuilt on every change. API and worker restart by themselves; the portal is the
 * development build behind the same gateway, so that cookies, WebSockets and headers are those of the real thing.
 */
export async function develop({ reset }: { readonly reset: boolean }): Promise<void> {
  const ending = untilAskedToEnd();
  const port = await claimPortal();
  await step('build', () => build(['api']));
  const stack = await startStack({
    profile: 'embedded',
    ports: { portal: port },
    reset,
    step,
    nodeOptions: ['--watch-path=dist/apps/api', '--watch-preserve-output'],
  });
  const builders = watchers().map((spec) => new Service(instanceFolders(), spec));
  try {
    for (const builder of builders) await step(builder.name, () => builder.start());
    printAddresses(stack);
    console.log(
      `  Messages of the builds: ${builders.map(({ logFile }) => path.relative(ROOT, logFile)).join(', ')}\n`,
    );
    await runUntilEnd(stack, ending);
  } finally {
    for (const builder of builders) await builder.stop();
  }
}

function watchers(): ServiceSpec[] {
  const api = ['src', '--out-dir', '../../dist/apps/api', '--strip-leading-paths', '--copy-files', '--watch'];
  return [
    {
      name: 'build-api',
      command: process.execPath,
      args: [path.join(ROOT, 'node_modules/@swc/cli/bin/swc.js'), ...api, '--ignore', '**/*.spec.ts'],
      cwd: path.join(ROOT, 'apps/api'),
      env: toolEnvironment(),
      isReady: () => Promise.resolve(true),
    },
    {
      name: 'build-web',
      command: process.execPath,
      args: ['node_modules/@angular/cli/bin/ng.js', 'build', 'web', '--configuration=development', '--watch'],
      cwd: ROOT,
      env: toolEnvironment(),
      isReady: () => Promise.resolve(existsSync(path.join(ROOT, 'dist/apps/web/browser/index.html'))),
    },
  ];
}
