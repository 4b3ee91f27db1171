import { MigrationRefused } from '@aqmrg/prisma/migrate.ts';
import { describe, expect, it } from 'vitest';
import { AirError } from '../../errors/air-error.ts';
import { cannotOpen, explained } from './failures.ts';

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);
/** As Prisma passes on what its adapter was told. */
const fromAdapter = (cause: object) =>
  failure('Invalid invocation', { code: 'P2010', meta: { driverAdapterError: { cause } } });

describe('an error of the database', () => {
  it.each([
    ['a refused connection', failure('connect ECONNREFUSED 10.0.0.7:5432', { code: 'ECONNREFUSED' })],
    ['a socket that is gone', failure('connect ENOENT /run/pg', { code: 'ENOENT' })],
    ['a name that nobody has', failure('getaddrinfo EAI_AGAIN db', { code: 'EAI_AGAIN' })],
    ['a connection that broke', failure('Connection terminated unexpectedly')],
    ['a server that says nothing', failure('Connection terminated due to connection timeout')],
    [
      'a connection that broke before',
      failure('Client has encountered a connection error and is not queryable'),
    ],
    ['a server that shuts down', fromAdapter({ kind: 'postgres', originalCode: '57P01' })],
    ['a server that starts', fromAdapter({ kind: 'postgres', originalCode: '57P03' })],
    ['a password that was changed', fromAdapter({ kind: 'AuthenticationFailed', originalCode: '28P01' })],
    ['a standby in the place of the server', fromAdapter({ kind: 'postgres', originalCode: '25006' })],
    ["the adapter's word for one", fromAdapter({ kind: 'DatabaseNotReachable' })],
  ])('is SUBGRAPH_UNAVAILABLE for %s, and names no address', (_, error) => {
    const known = explained(error) as AirError;
    expect(known).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', message: 'The database cannot be reached.' });
    expect(JSON.stringify([known, known.cause, String(known.cause)])).not.toMatch(/10\.0|5432|run|getaddr/);
  });

  it.each([
    ['57014', 'DEADLINE_EXCEEDED'],
    ['25P03', 'DEADLINE_EXCEEDED'],
    ['53300', 'OVERLOADED'],
    ['53100', 'STORAGE_FULL'],
  ])('of state %s is %s', (originalCode, code) => {
    expect(explained(fromAdapter({ kind: 'postgres', originalCode }))).toMatchObject({ code });
  });

  it.each([
    ['Query read timeout', {}, 'DEADLINE_EXCEEDED'],
    ['timeout exceeded when trying to connect', {}, 'OVERLOADED'],
    ['Unable to start a transaction in the given time.', { code: 'P2028' }, 'OVERLOADED'],
    ['A query cannot be executed on an expired transaction.', { code: 'P2028' }, 'DEADLINE_EXCEEDED'],
    ['Cannot use a pool after calling end on the pool', {}, 'SHUTTING_DOWN'],
  ])('that says "%s" is known', (message, more, code) => {
    expect(explained(failure(message, more))).toMatchObject({ code });
  });

  it.each([
    ['a second row of a key', fromAdapter({ kind: 'UniqueConstraintViolation', originalCode: '23505' })],
    ['a right that is missing', fromAdapter({ kind: 'postgres', originalCode: '42501' })],
    ['a lost race', fromAdapter({ kind: 'TransactionWriteConflict', originalCode: '40P01' })],
    ['a transaction that is over', failure('Transaction already closed', { code: 'P2028' })],
    ['a mistake of ours', new TypeError('undefined is not a function')],
    ['an error that may be shown', new AirError('CONFLICT', 'Another was faster.')],
  ])("stays as it is for %s, which is the caller's to know", (_, error) => {
    expect(explained(error)).toBe(error);
  });
});

describe('a start', () => {
  it.each([
    ['28P01', /refuses the user or the password/],
    ['3D000', /none of the name/],
    ['08P01', /pooler/],
    ['42501', /may not take on the role/],
  ])('that ends with state %s says what to look at', (code, why) => {
    const known = cannotOpen(failure('role "owner" at 10.0.0.7', { code })) as AirError;
    expect(known).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(why) });
    expect(known.message).not.toContain('10.0');
  });

  it.each([
    ['failed', 'INTERNAL'],
    ['unknown', 'CONFLICT'],
    ['missing', 'CONFLICT'],
  ] as const)('whose migrations were refused as %s is %s', (reason, code) => {
    const known = cannotOpen(new MigrationRefused(reason, 'Why, and what to do.'));
    expect(known).toMatchObject({ code, message: expect.stringContaining('Why, and what to do.') });
  });
});
