import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { ROOT, instanceFolders } from '../paths.ts';
import { toolEnvironment } from '../run.ts';
import { type EndedService, Service, type ServiceSpec } from '../service.ts';
import { type Stack, startStack } from '../stack.ts';
import { step } from '../steps.ts';
import { claimPortal, printAddresses, runUntilEnd } from './start.ts';

const PORTAL = path.join(ROOT, 'dist/apps/web/browser/index.html');

/** How long the portal's first build may take on a small machine, in milliseconds. */
const FIRST_BUILD_TIMEOUT = 600_000;

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
  rmSync(PORTAL, { force: true }); // of an earlier build: the new one is ready when it is back
  const builders = watchers().map((spec) => new Service(instanceFolders(), spec));
  await runWithBuilders(stack, builders, ending, () => {
    printAddresses(stack);
    console.log(
      `  Messages of the builds: ${builders.map(({ logFile }) => path.relative(ROOT, logFile)).join(', ')}\n`,
    );
  });
}

/** What is needed of a {@link Service} that builds. */
type Builder = EndedService & Pick<Service, 'start' | 'stop' | 'onUnexpectedExit'>;

/**
 * Starts the builders beside a running stack and waits for the end. Whatever happens, nothing is left running: a
 * builder that does not start or ends later, or a person who ends it all before the builders have started.
 *
 * @param whenReady called once every builder has started
 */
export async function runWithBuilders(
  stack: Pick<Stack, 'failed' | 'stop'>,
  builders: readonly Builder[],
  ending: Promise<void>,
  whenReady: () => void,
): Promise<void> {
  const builderFailed = new Promise<string>((resolve) => {
    for (const builder of builders) {
      builder.onUnexpectedExit = (dead, how) => {
        resolve(`${dead.name} ended unexpectedly (${how}):\n${dead.tail()}`);
      };
    }
  });
  const started = (async () => {
    for (const builder of builders) await step(builder.name, () => builder.start());
    return true;
  })();
  try {
    if (await Promise.race([started, ending.then(() => false)])) whenReady();
    const failed = Promise.race([stack.failed, builderFailed]);
    await runUntilEnd({ failed, stop: () => stack.stop() }, ending);
  } finally {
    for (const builder of builders) await builder.stop();
    await stack.stop();
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
      readyTimeout: FIRST_BUILD_TIMEOUT,
      isReady: () => Promise.resolve(existsSync(PORTAL)),
    },
  ];
}
