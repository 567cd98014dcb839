import { z } from 'zod';

const environmentSchema = z.object({
  PORT: z.coerce.number().int(),
  DATABASE_URL: z.url(),
  DATABASE_POOL_SIZE: z.coerce.number().int().default(10),
  AUTH_SECRET: z.string(),
  STRIPE_WEBHOOK_SECRET: z.string(),
  JITSI_APP_ID: z.string(),
  JITSI_APP_SECRET: z.string(),
  JITSI_DOMAIN: z.string(),
  JITSI_WEBSOCKET_URL: z.string(),
  JITSI_LIBRARY_URL: z.string(),
  JITSI_PEER_TO_PEER: z.stringbool(),
});

/** The settings of the API that its yardstick needs too. */
export type Environment = z.infer<typeof environmentSchema>;

export const parseEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment =>
  environmentSchema.parse(variables);
