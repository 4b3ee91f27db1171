import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { accessSessions, type SessionRevoked, type TokensOutdated } from '@aqmrg/schema/events/access.ts';
import type { SessionStore } from '../store/sessions.ts';

const pageSize = 1_000;

/**
 * Ends in the database what the log calls ended: it is told there first, and a crash may have come before the rest. Else such a session would
 * come back as soon as nobody remembers its end.
 */
export const endWhatTheLogEnded = async (ground: {
  readonly eventLog: Pick<EventLog, 'readFrom'>;
  readonly store: Pick<SessionStore, 'end'>;
  readonly now: () => number;
}): Promise<number> => {
  const { eventLog, store, now } = ground;
  let from: Positions = {};
  let ended = 0;
  for (;;) {
    const records: readonly LogRecord<SessionRevoked | TokensOutdated>[] = await eventLog.readFrom(
      accessSessions,
      from,
      pageSize,
    );
    if (records.length === 0) return ended;
    const ids = records.flatMap(({ value }) => (value.kind === 'SessionRevoked' ? [value.sessionId] : []));
    if (ids.length > 0) ended += await store.end(ids, 'found-ended', now());
    const next: Record<number, number> = { ...from };
    for (const { position } of records) next[position.partition] = position.offset + 1;
    from = next;
  }
};
