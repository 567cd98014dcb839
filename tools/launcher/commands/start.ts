import { build } from '../build.ts';
import { untilAskedToEnd } from '../lifetime.ts';
import { instanceFolders } from '../paths.ts';
import { PidFiles } from '../pid-files.ts';
import { assertConfigured } from '../plan.ts';
import { assertPortIsFree } from '../ports.ts';
import { givenSettings, portalPort } from '../settings.ts';
import { type Stack, startStack } from '../stack.ts';
import { elapsed, step } from '../steps.ts';

export type StartOptions = { readonly reset: boolean };

/** `start`: builds, runs everything, and ends it all in order when asked to or when a part dies. */
export async function start({ reset }: StartOptions): Promise<void> {
  const ending = untilAskedToEnd();
  const port = await claimPortal();
  await step('build', () => build());
  const stack = await startStack({ profile: 'embedded', ports: { portal: port }, reset, step });
  printAddresses(stack);
  await runUntilEnd(stack, ending);
}

/**
 * Makes sure that nothing is in the way, before anything slow happens: no second launcher in this folder, nothing
 * left by a killed one, no setting missing, nobody else on the portal's port, which is returned.
 */
export async function claimPortal(): Promise<number> {
  assertConfigured(givenSettings());
  const port = portalPort();
  const reaped = await new PidFiles(instanceFolders()).takeOver();
  if (reaped.length > 0) console.log(`· ended what a killed run had left: ${reaped.join(', ')}`);
  await assertPortIsFree(port, 'localhost', 'the portal');
  return port;
}

/** Waits until the stack is asked to end or fails, and stops it; a failure is printed and sets the exit code. */
export async function runUntilEnd(
  stack: Pick<Stack, 'failed' | 'stop'>,
  ending: Promise<void>,
): Promise<void> {
  const failure = await Promise.race([ending, stack.failed]);
  if (failure === undefined) console.log('\n· ending …');
  else console.error(`\n✖ ${failure}\n`);
  await stack.stop();
  process.exitCode = failure === undefined ? 0 : 1;
}

/** What a person needs to know next. */
export function printAddresses({ portalUrl, mailUrl, env, secrets }: Stack): void {
  const rows = [
    ['Portal', env.PUBLIC_URL],
    ...(mailUrl === undefined ? [] : [['Mailbox', `${portalUrl}/dev/mail`]]),
    ['Administration', `${env.PUBLIC_URL}/admin`],
    ...(env.EMBEDDED === 'true'
      ? [
          ['Log in as admin', `admin@greenroom.example  ${secrets.demoAdminPassword}`],
          ['… as candidate', `candidate@greenroom.example  ${secrets.demoCandidatePassword}`],
        ]
      : []),
  ] as const;
  console.log(`\nGreenroom is ready after ${elapsed()} s. Ctrl-C ends it.\n`);
  for (const [label = '', value = ''] of rows) console.log(`  ${label.padEnd(16)} ${value}`);
  console.log('');
}
