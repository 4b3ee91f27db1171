import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { accessSessions, type SessionRevoked, type TokensOutdated } from '@aqmrg/schema/events/access.ts';
import { sessionEnds } from '../domain/session.ts';
import type { StoreEnds, ToldEnd } from './stored-ends.ts';

const pageSize = 1_000;

const endOf = ({ sessionId, accountId, why }: SessionRevoked): ToldEnd => ({
  sessionId,
  accountId,
  why: sessionEnds.find((known) => known === why) ?? 'found-ended',
});

/**
 * Ends in the database what the log calls ended: it is told there first, and a crash may have come before the rest. Else such a session would
 * come back as soon as nobody remembers its end.
 */
export const endWhatTheLogEnded = async (ground: {
  readonly eventLog: Pick<EventLog, 'readFrom'>;
  readonly storeEnds: StoreEnds;
}): Promise<number> => {
  const { eventLog, storeEnds } = ground;
  let from: Positions = {};
  let ended = 0;
  for (;;) {
    const records: readonly LogRecord<SessionRevoked | TokensOutdated>[] = await eventLog.readFrom(
      accessSessions,
      from,
      pageSize,
    );
    if (records.length === 0) return ended;
    ended += await storeEnds(
      records.flatMap(({ value }) => (value.kind === 'SessionRevoked' ? [endOf(value)] : [])),
    );
    const next: Record<number, number> = { ...from };
    for (const { position } of records) next[position.partition] = position.offset + 1;
    from = next;
  }
};
