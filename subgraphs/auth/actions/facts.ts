import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import {
  type AccessFact,
  accessKeys,
  accessSessions,
  accessSigningKeys,
  type KeyIssued,
  type KeyRevoked,
  type SessionRevoked,
  type SigningKeys,
  type TokensOutdated,
} from '@aqmrg/schema/events/access.ts';

/** What every process that judges credentials has to know. */
export interface Facts {
  /** Resolves when all of them are on disk; where it rejects, some may be. Facts of one key or account keep their order. */
  say(facts: readonly AccessFact[]): Promise<void>;
}

/** All signing keys are one record: the newest word is the whole truth. */
const signingKeysKey = 'signing-keys';

export const createFacts = (eventLog: Pick<EventLog, 'append'>): Facts => ({
  async say(facts) {
    const keys: (KeyIssued | KeyRevoked)[] = [];
    const sessions: (SessionRevoked | TokensOutdated)[] = [];
    const signing: SigningKeys[] = [];
    for (const fact of facts) {
      switch (fact.kind) {
        case 'KeyIssued':
        case 'KeyRevoked':
          keys.push(fact);
          break;
        case 'SessionRevoked':
        case 'TokensOutdated':
          sessions.push(fact);
          break;
        case 'SigningKeys':
          signing.push(fact);
          break;
        default:
          throw fact satisfies never;
      }
    }
    const said: Promise<unknown>[] = [];
    if (keys.length > 0)
      said.push(
        eventLog.append(
          accessKeys,
          keys.map((value) => ({ key: value.keyId, value })),
        ),
      );
    if (sessions.length > 0)
      said.push(
        eventLog.append(
          accessSessions,
          sessions.map((value) => ({ key: value.accountId, value })),
        ),
      );
    if (signing.length > 0)
      said.push(
        eventLog.append(
          accessSigningKeys,
          signing.map((value) => ({ key: signingKeysKey, value })),
        ),
      );
    await Promise.all(said);
  },
});
