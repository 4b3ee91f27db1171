import { MigrationRefused } from '@aqmrg/prisma/migrate.ts';
import { RolesRefused } from '@aqmrg/prisma/room-roles.ts';
import { AirError } from '../../errors/air-error.ts';

/** What can be wrong with the server, and is no fault of what was asked. */
type Trouble = 'away' | 'late' | 'crowded' | 'full' | 'closed';

// SQLSTATEs: https://www.postgresql.org/docs/18/errcodes-appendix.html. Connection exceptions; shut down, crashed, starting up, dropped; refused
// at its door; read-only, which is a standby that was asked in the place of the server that took over.
const awayStates = /^(08...|57P0[1-5]|28...|3D000|25006)$/;
/** Cancelled by statement_timeout; cut off by idle_in_transaction_session_timeout. */
const lateStates = /^(57014|25P03)$/;
const crowdedStates = /^53[23]00$/;
const fullStates = /^53100$/;

/** Node's, of a socket, and the adapter's names for some of them. */
const awayCodes =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_\w+|ENOENT|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError)$/;

/** pg has no codes for these. */
const words: readonly (readonly [RegExp, Trouble])[] = [
  [/^Connection terminated|is not queryable|SSL connection/, 'away'],
  [/^Query read timeout/, 'late'],
  [/^timeout exceeded when trying to connect|^too many wait/, 'crowded'],
  [/^Cannot use a pool after calling end/, 'closed'],
];

interface AdapterCause {
  readonly kind?: string;
  readonly originalCode?: string;
}

/** The one word by which an error is known: a SQLSTATE, a code of a socket, the adapter's name of it, or what it says. */
const signOf = (error: Error): string => {
  const { code, meta } = error as {
    code?: unknown;
    meta?: { driverAdapterError?: { cause?: AdapterCause } };
  };
  const cause = meta?.driverAdapterError?.cause;
  return cause?.originalCode ?? cause?.kind ?? (typeof code === 'string' ? code : error.message);
};

/** Prisma gives up on a transaction that did not begin in time, and on one that lasts too long. */
const ofTransaction = (error: Error): Trouble | undefined => {
  if ((error as { code?: unknown }).code !== 'P2028') return undefined;
  if (error.message.includes('Unable to start a transaction')) return 'crowded';
  return error.message.includes('expired transaction') ? 'late' : undefined;
};

const troubleOf = (error: Error, sign: string): Trouble | undefined => {
  if (awayStates.test(sign) || awayCodes.test(sign)) return 'away';
  if (lateStates.test(sign)) return 'late';
  if (crowdedStates.test(sign)) return 'crowded';
  if (fullStates.test(sign)) return 'full';
  return words.find(([said]) => said.test(sign))?.[1] ?? ofTransaction(error);
};

/** The cause is its sign alone: messages of pg name hosts, users and databases, and its errors carry whole connections. */
const shown = (trouble: Trouble, sign: string): AirError => {
  const cause = new Error(sign);
  switch (trouble) {
    case 'away':
      return new AirError('SUBGRAPH_UNAVAILABLE', 'The database cannot be reached.', { cause });
    case 'late':
      return new AirError('DEADLINE_EXCEEDED', 'The database took too long.', { cause });
    case 'crowded':
      return new AirError('OVERLOADED', 'Too many wait for the database.', { retryAfterSeconds: 1, cause });
    case 'full':
      return new AirError('STORAGE_FULL', 'The disk of the database is full.', { cause });
    case 'closed':
      return new AirError('SHUTTING_DOWN', 'The database is closed.', { cause });
    default:
      return trouble satisfies never;
  }
};

/** What the caller may know by a code; whatever else the database says stays as Prisma tells it, and is masked at the edge. */
export const explained = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AirError) return error;
  const sign = signOf(error);
  const trouble = troubleOf(error, sign);
  return trouble === undefined ? error : shown(trouble, sign);
};

/** Why a start failed, for whoever runs it. */
export const cannotOpen = (error: unknown): unknown => {
  if (error instanceof MigrationRefused) {
    const code = error.reason === 'failed' ? 'INTERNAL' : 'CONFLICT';
    return new AirError(code, `The database was not brought up to date. ${error.message}`, { cause: error });
  }
  if (error instanceof RolesRefused)
    return new AirError('CONFLICT', error.message, { cause: explained(error.cause) });
  if (!(error instanceof Error) || error instanceof AirError) return error;
  const why = refusals.find(([state]) => state.test(signOf(error)))?.[1];
  return why === undefined
    ? explained(error)
    : new AirError('CONFLICT', why, { cause: new Error(signOf(error)) });
};

const refusals: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'The database refuses the user or the password of its url.'],
  [
    /^08P01$/,
    'A pooler before the database refuses what its connections are opened with: let it pass `options` on, or ignore them.',
  ],
  [/^3D000$/, 'The server of the database has none of the name that its url gives.'],
  [
    /^(22023|42501)$/,
    'The user of the database url may not take on the role of its room, or has no rights yet: migrate first, or have the role granted to it.',
  ],
];
