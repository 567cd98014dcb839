import { z } from 'zod';

/** The few settings of the courier: it needs neither the database nor anything else of the API. */
const courierEnvironmentSchema = z.object({
  /** Origin of the API, as this machine reaches it. */
  GREENROOM_API_URL: z
    .url({ protocol: /^https?$/ })
    .refine((value) => new URL(value).pathname === '/', 'must be an origin without a path'),
  /** The API's: files are signed with it. */
  CONFERENCE_SECRET: z.string().min(32),
  /** Where recorders put their folders. */
  RECORDINGS_FOLDER: z.string().startsWith('/'),
  /** Where `/health/live` is answered, on this machine alone; 0: nowhere. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type CourierEnvironment = z.infer<typeof courierEnvironmentSchema>;

/** @throws Error that names every bad setting, without printing any value. */
export function parseCourierEnvironment(
  source: Readonly<Record<string, string | undefined>>,
): CourierEnvironment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = courierEnvironmentSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The courier's environment is not complete:\n${lines.join('\n')}`);
}
