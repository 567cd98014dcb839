import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Signature Version 4 as a server checks it (Amazon S3 API reference, "Authenticating Requests"). */
export interface S3Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** How far the clock of a request may be from ours, milliseconds. */
const SKEW_MS = 15 * 60_000;

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** RFC 3986, with nothing left out. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What a request claims: by whom it is signed, over what, and until when. */
interface Claim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly at: string;
  readonly payload: string;
  readonly expiresMs: number;
}

/** The code of Amazon's refusal; null for a request that is what it says. */
export function refusalOf(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  account: S3Account,
  now: Date,
): string | null {
  const claim = claimIn(request, url);
  if (!claim) return 'AccessDenied';
  const [keyId, date = '', region, service, end] = claim.credential.split('/');
  if (keyId !== account.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== account.region || service !== 's3' || end !== 'aws4_request')
    return 'AuthorizationHeaderMalformed';
  const signedAt = Date.parse(claim.at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signedAt) || signedAt - now.getTime() > SKEW_MS) return 'RequestTimeTooSkewed';
  if (now.getTime() - signedAt > claim.expiresMs) return 'AccessDenied';
  if (!['UNSIGNED-PAYLOAD', sha256(body)].includes(claim.payload)) return 'XAmzContentSHA256Mismatch';
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = [ALGORITHM, claim.at, scope, sha256(canonical(request, url, claim))].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${account.secretAccessKey}`, date), region), 's3'), 'aws4_request');
  const expected = hmac(key, text);
  const given = Buffer.from(claim.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? null
    : 'SignatureDoesNotMatch';
}

function claimIn({ headers }: IncomingMessage, { searchParams }: URL): Claim | null {
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), ?SignedHeaders=(\S+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (credential && signedHeaders && signature) {
    const [at, payload] = [headers['x-amz-date'], headers['x-amz-content-sha256']];
    if (typeof at !== 'string' || typeof payload !== 'string') return null;
    return { credential, signedHeaders, signature, at, payload, expiresMs: SKEW_MS };
  }
  if (searchParams.get('X-Amz-Algorithm') !== ALGORITHM) return null;
  return {
    credential: searchParams.get('X-Amz-Credential') ?? '',
    signedHeaders: searchParams.get('X-Amz-SignedHeaders') ?? '',
    signature: searchParams.get('X-Amz-Signature') ?? '',
    at: searchParams.get('X-Amz-Date') ?? '',
    payload: 'UNSIGNED-PAYLOAD',
    expiresMs: Number(searchParams.get('X-Amz-Expires')) * 1000,
  };
}

function canonical({ method = '', headers }: IncomingMessage, url: URL, claim: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const signed = claim.signedHeaders
    .split(';')
    .map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`)
    .join('');
  const path = url.pathname
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
  return [method, path, query, signed, claim.signedHeaders, claim.payload].join('\n');
}
