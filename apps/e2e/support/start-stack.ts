import { startStack } from '../../../tools/launcher/stack.ts';
import { browserLaunch } from './browsers.ts';
import { filmPortraits } from './portraits.ts';
import { serveControl } from './stack-control.ts';

/** Starts everything that `npm start` starts, on free ports; the returned function ends it. */
export default async function startStackForTests(): Promise<() => Promise<void>> {
  // The browsers say where they come from, like a proxy for TLS before the gateway does: see openContext.
  const stack = await startStack({ profile: 'test', settings: { TRUSTED_PROXIES: '2' } });
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
  };
}
