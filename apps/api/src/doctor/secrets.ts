import type { GivenSettings } from '../env.ts';

/** Settings that are secret as a whole. */
const SECRET_NAME = /(?:SECRET|PASS|PASSWORD|TOKEN|SECRET_KEY|ACCESS_KEY(?:_ID)?)$/;

/** Settings that may be shown as they are. What is not named here is shown as set or not: a new setting is hidden until it is known. */
const PLAIN = new Set([
  ...['NODE_ENV', 'HOST', 'PORT', 'WORKER_PORT', 'TRUSTED_PROXIES', 'EMBEDDED', 'LOG_LEVEL'],
  ...['SHUTDOWN_DELAY_MS', 'SWEEP_INTERVAL_MS', 'DATABASE_POOL_SIZE', 'JITSI_APP_ID', 'JITSI_DOMAIN'],
  ...['JITSI_PEER_TO_PEER', 'WEBHOOK_LOOPBACK', 'TURN_URLS', 'TZ', 'RECORDER_DOMAIN'],
  ...['RECORDING_RETENTION_DAYS', 'RECORDING_MAX_BYTES'],
]);

/** Settings that hold an address. Who logs in there, and a query, are left out of it. */
const ADDRESSES = new Set([
  ...['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'TWILIO_API_URL', 'STRIPE_API_URL'],
  ...['JITSI_WEBSOCKET_URL', 'JITSI_LIBRARY_URL', 'CONFERENCE_CONTROL_URL', 'RECORDING_STORE'],
]);

/** Settings of which whether they are set is worth knowing, beside those that are shown. */
const HIDDEN = [
  ...['AUTH_SECRET', 'LINK_SECRET', 'CONFERENCE_SECRET', 'JITSI_APP_SECRET', 'TURN_SECRET'],
  ...['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'EMAIL_USER', 'EMAIL_PASS', 'MAIL_FROM'],
  ...['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'SMS_FROM', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
];

/** Shorter ones would tear holes into every word; such a password protects nothing. */
const LEAST_LENGTH = 3;

const HIDDEN_MARK = '[hidden]';

/** Every secret of the settings, in each form in which a message may hold it, the longest first. */
export function secretsOf(settings: GivenSettings): readonly string[] {
  const found = Object.entries(settings).flatMap(([name, value = '']) => {
    if (SECRET_NAME.test(name)) return [value];
    if (!URL.canParse(value)) return passwordIn(value);
    const { password, username, searchParams } = new URL(value);
    const inQuery = [...searchParams].flatMap(([key, text]) =>
      /pass|secret|token|key/i.test(key) ? [text] : [],
    );
    const pair = password === '' ? [] : [`${decoded(username)}:${decoded(password)}`];
    return [
      password,
      decoded(password),
      ...inQuery,
      ...pair.map((text) => Buffer.from(text).toString('base64')),
    ];
  });
  const forms = found.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]);
  return [...new Set(forms)]
    .filter((secret) => secret.length >= LEAST_LENGTH)
    .sort((one, other) => other.length - one.length);
}

/** Takes every secret out of a text that others are going to read. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN_MARK), text);
}

/** The settings as others may read them. */
export function settingsToShow(settings: GivenSettings): Readonly<Record<string, string>> {
  const names = [...new Set([...PLAIN, ...ADDRESSES, ...HIDDEN])].sort();
  return Object.fromEntries(names.map((name) => [name, shown(name, settings[name])]));
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'not set';
  if (PLAIN.has(name)) return value;
  if (!ADDRESSES.has(name)) return 'set';
  if (!URL.canParse(value)) return value.startsWith('/') ? value : 'set, and no address';
  const { protocol, host, pathname } = new URL(value);
  return `${protocol}//${host}${pathname}`;
}

/** The password of an address that is not a proper one. */
const passwordIn = (value: string): string[] => {
  const [, password] = /:\/\/[^/]*?:(.+)@/.exec(value) ?? [];
  return password === undefined ? [] : [password];
};

/** A malformed escape is no reason to fail. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
