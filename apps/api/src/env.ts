import { z } from 'zod';
import { parseRecordingStore } from './recordings/stores/store-address.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const isExample = (value: string): boolean =>
  /change-?me|example|secret|password|your[-_]|\.\.\.|x{6}|placeholder/i.test(value);
const secret = z
  .string()
  .min(32, 'must have at least 32 characters; make one with: openssl rand -hex 32')
  .refine((value) => !isExample(value), 'is an example value; make one with: openssl rand -hex 32');
/** A key of Stripe: they begin with what they are for, https://docs.stripe.com/keys. */
const stripeSecret = (prefix: RegExp, begin: string) =>
  z
    .string()
    .regex(prefix, `must begin with ${begin}`)
    .refine((value) => !isExample(value), "is an example value; take it from Stripe's dashboard");
const origin = z
  .string()
  .refine(
    (value) => /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value,
    'must be an origin without a path, such as https://interviews.example.com',
  );

/** An address of RFC 7065, section 3.1. */
const TURN_URL = /^turns?:(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/;

/** A name of a shard: it stands in paths. */
const SHARD_NAME = /^[a-z0-9-]{1,16}$/;

/** `name=address` of each shard, separated by commas. */
const shards = z
  .string()
  .transform((value) =>
    value.split(',').map((entry) => {
      const [name = '', ...address] = entry.trim().split('=');
      return { name, controlUrl: address.join('=').replace(/\/$/, '') };
    }),
  )
  .refine((all) => all.every(({ name }) => SHARD_NAME.test(name)), {
    message: 'must be name=address, separated by commas; names are 1 to 16 of a-z, 0-9 and "-"',
    abort: true,
  })
  .refine((all) => all.every(({ controlUrl }) => isHttpUrl(controlUrl)), {
    message:
      'must name an http or https address for each shard, such as a=http://prosody.shard-a:5280/greenroom',
  })
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must name each shard once');

const isHttpUrl = (value: string): boolean =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** Checked also when other settings are wrong, so that one start names them all. */
const always = { when: () => true };

const allOrNone = (settings: readonly unknown[]): boolean =>
  settings.every(Boolean) || !settings.some(Boolean);

/** Every setting of the API and the worker. Secrets have no default; an unset or malformed one stops the start with its name. */
const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    /** Interface and port to listen on. */
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    /** Where the worker answers for its health and metrics; 0: nowhere. */
    WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    /** Where people reach the portal; links in mails and the check of the Origin header use it. */
    PUBLIC_URL: origin,
    /** How many proxies stand before the API: which address of X-Forwarded-For is believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(1),
    /** True only in the embedded mode of `npm start`: demo accounts exist. */
    EMBEDDED: flag.default(false),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

    /**
     * Milliseconds for which a process that was asked to end still takes requests, while its readiness says no: whoever
     * spreads requests over several processes has to notice first.
     */
    SHUTDOWN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),

    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
    /** Queue on Redis; on PostgreSQL when absent. */
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),

    /** Signs account sessions. */
    AUTH_SECRET: secret,
    /** Signs the links of e-mails. */
    LINK_SECRET: secret,

    /** `smtp://user:password@host:587` or `smtps://…`; or the two settings for Gmail below. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    EMAIL_USER: z.email().optional(),
    EMAIL_PASS: z.string().min(1).optional(),
    /** Sender of every mail, `Name <address>`; EMAIL_USER when absent. */
    MAIL_FROM: z.string().min(3).optional(),

    /** Account with Twilio, for text messages; without one there are none. */
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/, 'must be "AC" and 32 hexadecimal digits')
      .optional(),
    TWILIO_AUTH_TOKEN: z.string().min(16).optional(),
    /** Sender: a number of the account (E.164), a name of up to 11 letters, or a messaging service ("MG…"). */
    SMS_FROM: z
      .string()
      .regex(
        /^(?:\+[1-9]\d{6,14}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
        'must be a number such as +15551234567, a name or a messaging service',
      )
      .optional(),
    /** Another address than Twilio's own, for the local stand-in. */
    TWILIO_API_URL: z.url().optional(),

    STRIPE_SECRET_KEY: stripeSecret(/^[rs]k_(?:test|live)_.{8}/, 'sk_ or rk_'),
    STRIPE_WEBHOOK_SECRET: stripeSecret(/^whsec_.{8}/, 'whsec_'),
    /** Another address than Stripe's own, for the local Stripe. */
    STRIPE_API_URL: z.url().optional(),

    JITSI_APP_ID: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, "-" or "_" (never "*")'),
    JITSI_APP_SECRET: secret,
    /** XMPP domain of the Jitsi deployment. */
    JITSI_DOMAIN: z.hostname(),
    JITSI_WEBSOCKET_URL: z.url({ protocol: /^wss?$/ }),
    /** Where the deployment serves its lib-jitsi-meet: a path of this origin, or an address. */
    JITSI_LIBRARY_URL: z.string().min(1).default('/libs/lib-jitsi-meet.min.js'),
    /** True only where there is no bridge. */
    JITSI_PEER_TO_PEER: flag.default(false),
    /** Shared with the signalling server: reservation gate, presence, room end. */
    CONFERENCE_SECRET: secret,
    CONFERENCE_CONTROL_URL: z.url().optional(),
    /**
     * Several shards of Jitsi, over which rooms are spread: `a=http://prosody.shard-a:5280/greenroom,b=http://…`, each with where it takes our commands. Browsers find
     * one at the two addresses above with `/shards/<name>` before their path. In the first are the rooms from before there were several.
     */
    JITSI_SHARDS: shards.optional(),

    /** Shared with the TURN server (coturn's `static-auth-secret`): people get credentials for it that end with their room. */
    TURN_SECRET: secret.optional(),
    /** Where the TURN server is, the addresses separated by commas: `turn:host:3478?transport=udp,turns:host:443?transport=tcp`. */
    TURN_URLS: z
      .string()
      .transform((value) => value.split(',').map((url) => url.trim()))
      .refine((urls) => urls.every((url) => TURN_URL.test(url)), 'must be addresses as in RFC 7065')
      .optional(),

    /**
     * Where recordings are kept: `file:///var/lib/greenroom/recordings` or `s3://bucket/prefix?region=…&endpoint=…&pathStyle=true`. Nothing is
     * recorded without.
     */
    RECORDING_STORE: z
      .string()
      .transform((value, context) => {
        const store = parseRecordingStore(value);
        if (store) return store;
        context.addIssue('must be file:///folder, or s3://bucket/prefix?region=…');
        return z.NEVER;
      })
      .optional(),
    /** Keys for the bucket; without them the machine's own role is used. */
    S3_ACCESS_KEY_ID: z.string().min(3).optional(),
    S3_SECRET_ACCESS_KEY: z
      .string()
      .min(8)
      .refine((value) => !isExample(value), 'is an example value; take it from your storage provider')
      .optional(),
    /** Days after which a recording is erased. */
    RECORDING_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
    /** Largest file of a recording, in bytes; ten gigabytes unless said. */
    RECORDING_MAX_BYTES: z.coerce.number().int().min(1).max(5_000_000_000_000).default(10_000_000_000),
    /** The hidden XMPP domain that recorders join from. Nothing new is recorded without; what a store holds is kept and erased as ever. */
    RECORDER_DOMAIN: z.hostname().optional(),

    /** Lets webhooks call this machine, and without TLS; for trying them out in the embedded mode, and refused elsewhere. */
    WEBHOOK_LOOPBACK: flag.default(false),

    /** Milliseconds between two looks for due work that no wake-up announced. */
    SWEEP_INTERVAL_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),

    /** Passwords of the demo accounts; read by the seed of the embedded mode only. */
    DEMO_ADMIN_PASSWORD: z.string().min(10).optional(),
    DEMO_CANDIDATE_PASSWORD: z.string().min(10).optional(),
  })
  .refine((env) => env.SMTP_URL ?? (env.EMAIL_USER && env.EMAIL_PASS), {
    message: 'is needed (or EMAIL_USER and EMAIL_PASS for Gmail)',
    path: ['SMTP_URL'],
    ...always,
  })
  .refine((env) => allOrNone([env.TWILIO_ACCOUNT_SID, env.TWILIO_AUTH_TOKEN, env.SMS_FROM]), {
    message: 'is needed together with TWILIO_AUTH_TOKEN and SMS_FROM, or none of the three',
    path: ['TWILIO_ACCOUNT_SID'],
    ...always,
  })
  .refine((env) => allOrNone([env.TURN_SECRET, env.TURN_URLS]), {
    message: 'and TURN_URLS are needed together, or none of the two',
    path: ['TURN_SECRET'],
    ...always,
  })
  .refine((env) => !(env.JITSI_SHARDS && env.CONFERENCE_CONTROL_URL), {
    message: 'takes the place of CONFERENCE_CONTROL_URL: set one of the two',
    path: ['JITSI_SHARDS'],
    ...always,
  })
  .refine((env) => allOrNone([env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY]), {
    message: 'and S3_SECRET_ACCESS_KEY are needed together, or none of the two',
    path: ['S3_ACCESS_KEY_ID'],
    ...always,
  })
  .refine((env) => env.MAIL_FROM ?? env.EMAIL_USER, {
    message: 'is needed, for example "Greenroom <hello@example.com>"',
    path: ['MAIL_FROM'],
    ...always,
  })
  .refine((env) => env.EMBEDDED || !env.WEBHOOK_LOOPBACK, {
    message: 'is only for the embedded mode',
    path: ['WEBHOOK_LOOPBACK'],
    ...always,
  });

export type Environment = z.infer<typeof environmentSchema>;

/** Injection token of the parsed environment. */
export const ENVIRONMENT = Symbol('Environment');

/**
 * Parses settings; empty strings count as unset.
 *
 * @throws Error that names every bad setting and says what it must be, without printing any value.
 */
export function parseEnvironment(source: GivenSettings): Environment {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const missing = issue.code === 'invalid_type' && set[String(issue.path[0])] === undefined;
    return `  ${issue.path.join('.')} ${missing ? 'is not set' : issue.message}`;
  });
  throw new Error(`The environment is not complete:\n${lines.join('\n')}\nSee "Environment" in README.md.`);
}

/** Settings as they were given, right or wrong. */
export type GivenSettings = Readonly<Record<string, string | undefined>>;

/** What this process was given; empty strings count as unset. For those who look at settings rather than go by them. */
export const givenSettings = (): GivenSettings =>
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));

/** The environment of this process. */
export const loadEnvironment = (): Environment => parseEnvironment(process.env);
