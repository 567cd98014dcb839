import { describe, expect, it } from '@jest/globals';
import {
  asDatabaseFailure,
  describeDatabaseFailure,
  isOverlap,
  isTransient,
  isUniqueViolation,
} from './database-errors.ts';

/** As the client throws what its driver adapter said about a statement. */
const fromClient = (code: string, cause: object) =>
  Object.assign(new Error('Invalid invocation'), { code, meta: { driverAdapterError: { cause } } });
/** As the driver itself throws it, for statements over the pool. */
const fromDriver = (code: string, more: object = {}) => Object.assign(new Error('driver'), { code, ...more });

describe('what PostgreSQL said is found', () => {
  it.each([
    [
      'an exclusion',
      fromClient('P2039', { originalCode: '23P01', constraint: { index: 'no_overlap' } }),
      '23P01',
    ],
    [
      'a unique violation',
      fromClient('P2002', { originalCode: '23505', constraint: { index: 'slug' } }),
      '23505',
    ],
    ['a unique violation without its cause', Object.assign(new Error('x'), { code: 'P2002' }), '23505'],
    [
      'a conflict at the commit',
      Object.assign(new Error('x'), { cause: { kind: 'TransactionWriteConflict' } }),
      '40001',
    ],
    ['a conflict that the client named', Object.assign(new Error('x'), { code: 'P2034' }), '40001'],
    ['the driver’s own error', fromDriver('40P01'), '40P01'],
  ])('%s', (_, failure, code) => {
    expect(describeDatabaseFailure(failure)).toMatchObject({ code });
  });

  it('with the constraint', () => {
    expect(describeDatabaseFailure(fromDriver('23505', { constraint: 'user_email_key' }))).toEqual({
      code: '23505',
      constraint: 'user_email_key',
    });
    const exclusion = fromClient('P2039', { originalCode: '23P01', constraint: { index: 'no_overlap' } });
    expect(describeDatabaseFailure(exclusion)?.constraint).toBe('no_overlap');
  });

  it.each([undefined, null, 'text', 7, new Error('plain'), {}])('nothing in %p', (failure) => {
    expect(describeDatabaseFailure(failure)).toBeUndefined();
    expect(asDatabaseFailure(failure)).toBeUndefined();
  });
});

it('knows which failures are worth another try, and which say no', () => {
  const verdicts = (failure: unknown) => [
    isTransient(failure),
    isOverlap(failure),
    isUniqueViolation(failure),
  ];
  expect(verdicts(fromDriver('40001'))).toEqual([true, false, false]);
  expect(verdicts(fromDriver('40P01'))).toEqual([true, true, false]);
  expect(verdicts(fromDriver('23P01'))).toEqual([false, true, false]);
  expect(verdicts(fromDriver('23505'))).toEqual([false, false, true]);
  expect(verdicts(fromDriver('42P01'))).toEqual([false, false, false]);
});

describe('a database that is away', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P03', '08006', '53300'])(
    '(%s) is a 503 with a time to try again',
    (code) => {
      for (const failure of [fromDriver(code), fromClient('P2010', { originalCode: code })]) {
        expect(asDatabaseFailure(failure)).toMatchObject({
          code: 'unavailable',
          status: 503,
          options: { retryAfterSeconds: 2 },
        });
      }
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('is known by the words of the driver where it gives no code: %s', (message) => {
    expect(asDatabaseFailure(new Error(message))).toMatchObject({ code: 'unavailable' });
  });

  it.each(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])(
    'is known by the name that the driver adapter has for it, for statements of our own too: %s',
    (kind) => {
      expect(asDatabaseFailure(fromClient('P2010', { kind }))).toMatchObject({ code: 'unavailable' });
    },
  );

  it('is known when another library wrapped its failure', () => {
    for (const cause of [fromDriver('57P01'), new Error('timeout exceeded when trying to connect')]) {
      const wrapped = new Error('Failed to get session', { cause });
      expect(asDatabaseFailure(wrapped)).toMatchObject({ code: 'unavailable' });
    }
  });

  it('is not every failure of the database', () => {
    expect(asDatabaseFailure(fromDriver('42P01'))).toBeUndefined();
    expect(asDatabaseFailure(fromDriver('23505'))).toBeUndefined();
  });
});
