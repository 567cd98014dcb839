import { z } from 'zod';

import { startLocalMail } from './server.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const environment = z.object({
  SMTP_PORT: port,
  HTTP_PORT: port,
  DATA_DIR: z.string().min(1),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  process.stderr.write(`local-mail: the environment is not complete.\n${z.prettifyError(parsed.error)}\n`);
  process.exit(1);
}

const { SMTP_PORT, HTTP_PORT, DATA_DIR, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken } = parsed.data;
const mail = await startLocalMail({
  smtpPort: SMTP_PORT,
  httpPort: HTTP_PORT,
  dataDirectory: DATA_DIR,
  twilio: sid && authToken ? { sid, authToken } : undefined,
});
process.stdout.write(`local-mail: listening on ${mail.smtpUrl} and ${mail.httpUrl}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void mail.close().then(() => process.exit(0));
  });
}
