import { AppError } from '../http/app-error.ts';

/** What PostgreSQL said, whichever layer carried it (SQLSTATE codes: PostgreSQL manual, appendix A). */
export interface DatabaseFailure {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the driver adapter calls by a name of its own, without a code of PostgreSQL or of the system. */
const codesOfKinds = new Map([
  ['TransactionWriteConflict', '40001'],
  ['DatabaseNotReachable', 'ECONNREFUSED'],
  ['ConnectionClosed', 'ECONNRESET'],
  ['SocketTimeout', 'ETIMEDOUT'],
  ['TooManyConnections', '53300'],
]);

/**
 * Digs the SQLSTATE and constraint out of a failure. The client wraps what its driver adapter threw: unique violations arrive as
 * P2002, exclusion and check violations as P2039, and a conflict at COMMIT as the adapter's own error.
 */
export function describeDatabaseFailure(failure: unknown): DatabaseFailure | undefined {
  const outer = fields(failure);
  if (!outer) return undefined;
  const meta = fields(outer.meta);
  const cause = fields(fields(meta?.driverAdapterError)?.cause) ?? fields(outer.cause);
  const kind = text(cause?.kind);
  const code =
    text(cause?.originalCode) ??
    text(cause?.code) ??
    codesOfKinds.get(kind ?? '') ??
    (text(outer.code) === 'P2002' ? '23505' : undefined) ??
    (text(outer.code) === 'P2034' ? '40001' : undefined) ??
    text(outer.code);
  const constraint =
    text(fields(cause?.constraint)?.index) ?? text(cause?.constraint) ?? text(outer.constraint);
  return code === undefined ? undefined : { code, constraint };
}

/** Another transaction was in the way; doing it all again is right. */
export const isTransient = (failure: unknown): boolean =>
  ['40001', '40P01'].includes(describeDatabaseFailure(failure)?.code ?? '');

export const isUniqueViolation = (failure: unknown): boolean =>
  describeDatabaseFailure(failure)?.code === '23505';

/** The exclusion constraint said no (23P01), or two racers deadlocked on it (40P01). */
export const isOverlap = (failure: unknown): boolean =>
  ['23P01', '40P01'].includes(describeDatabaseFailure(failure)?.code ?? '');

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

/** What the driver says without a code when its connection ends, or none gets free in time. */
const unreachableMessages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the database could not be reached, also where another library wrapped its failure. */
function isUnreachable(failure: unknown): boolean {
  const code = describeDatabaseFailure(failure)?.code;
  if (code !== undefined && unreachableCodes.has(code)) return true;
  if (!(failure instanceof Error)) return false;
  return unreachableMessages.test(failure.message) || isUnreachable(failure.cause);
}

/** A database that cannot be reached is answered with 503 and Retry-After; anything else stays masked. */
export function asDatabaseFailure(failure: unknown): AppError | undefined {
  if (!isUnreachable(failure)) return undefined;
  return new AppError('unavailable', 'The service is busy for a moment. Try again shortly.', {
    retryAfterSeconds: 2,
    cause: failure,
  });
}
