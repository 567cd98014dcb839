import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder of this machine. */
export interface DiskAddress {
  readonly kind: 'disk';
  readonly folder: string;
}

/** A bucket of Amazon S3, or of whatever speaks its protocol. */
export interface S3Address {
  readonly kind: 's3';
  readonly bucket: string;
  /** Begins the name of every object; with a slash at its end, or empty. */
  readonly prefix: string;
  readonly region: string;
  /** Where the server is, when it is not Amazon's. */
  readonly endpoint: string | undefined;
  /** The bucket stands in the path instead of the host's name. */
  readonly pathStyle: boolean;
}

export type StoreAddress = DiskAddress | S3Address;

/** The names that buckets can have (Amazon S3 user guide, "General purpose bucket naming rules"). */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9/_.-]{0,200}$/;
const REGION = /^[a-z0-9-]{1,40}$/;

/** Reads where recordings are kept; undefined for what names no place. */
export function parseRecordingStore(value: string): StoreAddress | undefined {
  const url = URL.parse(value);
  if (url?.protocol === 'file:') return diskAddress(url);
  return url?.protocol === 's3:' ? s3Address(url) : undefined;
}

function diskAddress(url: URL): DiskAddress | undefined {
  if (url.host !== '' || url.search !== '' || url.hash !== '') return undefined;
  const folder = path.resolve(fileURLToPath(url));
  return folder === path.parse(folder).root ? undefined : { kind: 'disk', folder };
}

function s3Address({ hostname: bucket, pathname, searchParams, username, password, port }: URL) {
  const known = new Set(['region', 'endpoint', 'pathStyle']);
  const isKnown = [...searchParams.keys()].every((name) => known.delete(name));
  const region = searchParams.get('region') ?? '';
  const endpoint = searchParams.get('endpoint') ?? undefined;
  const pathStyle = searchParams.get('pathStyle') ?? 'false';
  const prefix = pathname.replace(/^\/+|\/+$/g, '');
  const isRight =
    isKnown &&
    username + password + port === '' &&
    BUCKET.test(bucket) &&
    PREFIX.test(prefix) &&
    REGION.test(region) &&
    ['true', 'false'].includes(pathStyle) &&
    (endpoint === undefined || /^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''));
  if (!isRight) return undefined;
  const address: S3Address = {
    kind: 's3',
    bucket,
    prefix: prefix && `${prefix}/`,
    region,
    endpoint,
    pathStyle: pathStyle === 'true',
  };
  return address;
}
