import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../../tools/launcher/ports.ts';
import { type StackOptions, startStack } from '../../../tools/launcher/stack.ts';
import { findProsody } from '../../../tools/prosody/prosody-binary.ts';
import { browserLaunch } from './browsers.ts';
import { filmPortraits } from './portraits.ts';
import { serveControl } from './stack-control.ts';

/** Starts everything that `npm start` starts, on free ports; the returned function ends it. */
export default async function startStackForTests(): Promise<() => Promise<void>> {
  // The browsers say where they come from, like a proxy for TLS before the gateway does: see openContext.
  const signalling = process.env.SIGNALLING === 'prosody' ? await realSignalling() : undefined;
  // Recorders come into the stand-in's rooms alone: the focus that they obey is no part of Prosody.
  const recordings = signalling ? undefined : mkdtempSync(path.join(tmpdir(), 'greenroom-recordings-'));
  const settings = {
    TRUSTED_PROXIES: '2',
    ...(recordings !== undefined && { RECORDING_STORE: pathToFileURL(recordings).href }),
    ...signalling?.settings,
  };
  const stack = await startStack({ profile: 'test', ...signalling, settings });
  const control = await serveControl(stack.processes);
  process.env.PORTAL_URL = stack.portalUrl;
  process.env.STACK_CONTROL_URL = control.url;
  process.env.STACK_DATABASE_URL = stack.databaseUrl;
  process.env.DEMO_ADMIN_PASSWORD = stack.secrets.demoAdminPassword;
  process.env.LINK_SECRET = stack.secrets.linkSecret;
  if (process.env.PICTURES) await filmPortraits(browserLaunch);
  return async () => {
    await control.close();
    await stack.stop();
    if (recordings !== undefined) rmSync(recordings, { recursive: true, force: true });
  };
}

/** The real Prosody in place of its stand-in; it takes the API's commands at an address of its own. */
async function realSignalling(): Promise<Pick<StackOptions, 'prosody' | 'ports' | 'settings'>> {
  const prosody = findProsody();
  if (prosody === undefined) throw new Error('There is no Prosody on this machine.');
  const signalling = await freePort();
  const settings = { CONFERENCE_CONTROL_URL: `http://127.0.0.1:${signalling}/greenroom` };
  return { prosody, ports: { signalling }, settings };
}
