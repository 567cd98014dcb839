import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** Interface to listen on; `localhost` means both loopback addresses. */
  HOST: z.string().default('localhost'),
  /** How many reverse proxies stand before the gateway: as many of the last addresses they name are passed on. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  API_URL: address,
  /** Where browsers find the signalling server: they must be allowed to connect to it. */
  JITSI_WEBSOCKET_URL: z.url({ protocol: /^wss?$/ }),
  /** Where browsers find lib-jitsi-meet: a path of this origin, or an address they must be allowed to load from. */
  JITSI_LIBRARY_URL: z.string().min(1),
  /** The stand-ins, where they run. */
  SIGNALLING_URL: address.optional(),
  MAIL_URL: address.optional(),
  STRIPE_URL: address.optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** @throws Error that names every missing or unusable variable */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new Error(`gateway cannot start, check the environment:\n${z.prettifyError(parsed.error)}`);
}
