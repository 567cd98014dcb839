import { z } from 'zod';

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  JITSI_APP_ID: z.string().min(1),
  JITSI_APP_SECRET: z.string().min(16),
  JITSI_DOMAIN: z.string().min(1).toLowerCase(),
  CONFERENCE_SECRET: z.string().min(16),
  /** Origin of the API, e.g. `http://127.0.0.1:4000`. */
  API_URL: z.url().transform((url) => url.replace(/\/$/, '')),
  /** Where there are several signalling servers: how this one calls itself. */
  GREENROOM_SHARD: z.string().optional(),
  /** Whether a recorder can be had; `1` as Jitsi's images have it. */
  ENABLE_RECORDING: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** @throws Error that names every missing or unusable variable, never its value */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`local-jitsi cannot start, check the environment:\n${problems.join('\n')}`);
}
