import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { SessionEnd } from '../domain/session.ts';
import { openSessions } from '../store/sessions.ts';
import type { Audit } from './audit.ts';

/** A session that the log calls ended. */
export interface ToldEnd {
  readonly sessionId: string;
  readonly accountId: string;
  readonly why: SessionEnd | 'found-ended';
  /** The address of whoever ended it, where it is still known. */
  readonly from?: string | undefined;
}

/**
 * Stores that sessions are over, once the log says so. Of a token that came twice nobody else tells, so its entry in the audit log is stored with the end of its
 * session, both or neither: whoever finds the end not stored stores both. Resolves with how many went on until now.
 */
export const createStoredEnds = (ground: {
  readonly database: Database;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, audit, now } = ground;

  const storeReuse = ({ sessionId, accountId: actor, why, from: address }: ToldEnd): Promise<number> =>
    database.client.$transaction(async (client) => {
      const ended = await openSessions({ client }).end([sessionId], why, now());
      if (ended > 0) await audit.noteWithin(client, { actor, address, action: why, subject: sessionId });
      return ended;
    });

  return async (ends: readonly ToldEnd[]): Promise<number> => {
    let stored = 0;
    for (const [why, those] of Map.groupBy(ends, (end) => end.why)) {
      if (why === 'refresh-reused') for (const end of those) stored += await storeReuse(end);
      else {
        const ids = those.map(({ sessionId }) => sessionId);
        stored += await openSessions(database).end(ids, why, now());
      }
    }
    return stored;
  };
};

export type StoreEnds = ReturnType<typeof createStoredEnds>;
