import { z } from 'zod';

import { startLocalStripe } from './server.ts';

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  STRIPE_SECRET_KEY: z
    .string()
    .startsWith('sk_test_', 'must begin with sk_test_: real keys do not belong here'),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_'),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }),
  DATA_DIR: z.string().min(1),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  process.stderr.write(`local-stripe: the environment is not complete.\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}

const env = parsed.data;
const stripe = await startLocalStripe({
  port: env.PORT,
  publicUrl: env.PUBLIC_URL,
  secretKey: env.STRIPE_SECRET_KEY,
  webhookSecret: env.STRIPE_WEBHOOK_SECRET,
  webhookUrl: env.WEBHOOK_URL,
  dataDirectory: env.DATA_DIR,
});
process.stdout.write(`local-stripe: listening on ${stripe.url}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stripe.close().then(() => process.exit(0));
  });
}
