import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import type { Receivers, SealedReceiver } from '../../store/receivers/receivers.ts';
import { isId } from './asker.ts';
import type { LinkPurpose, Links } from './links.ts';

interface Ground {
  readonly receivers: Pick<Receivers, 'find' | 'change'>;
  readonly links: Links;
  readonly now: () => EpochMs;
  /** Told when incidents are to be thought of again. */
  readonly onUnheeded: () => void;
}

/** What became of a click. NOT_VALID: the link is too old, of another address, or made up. */
export type Consented = 'DONE' | 'ALREADY' | 'NOT_VALID';

const tries = 5;

/** What whoever reads an address says by the links in its emails. */
export const createConsent = ({ receivers, links, now, onUnheeded }: Ground) => {
  const owner = async (purpose: LinkPurpose, token: string): Promise<SealedReceiver | null> => {
    const link = links.read(purpose, token, now());
    if (link === null || !isId(link.receiverId)) return null;
    const found = await receivers.find(link.receiverId);
    return found !== null && link.isOf(found.receiver) ? found : null;
  };

  const say = async (
    purpose: LinkPurpose,
    token: string,
    next: (receiver: Receiver) => Partial<Receiver> | null,
  ): Promise<Consented> => {
    // a member may change the same receiver at this moment
    for (let left = tries; left > 0; left -= 1) {
      const found = await owner(purpose, token);
      if (found === null) return 'NOT_VALID';
      const changes = next(found.receiver);
      if (changes === null) return 'ALREADY';
      const receiver = { ...found.receiver, ...changes, revision: found.receiver.revision + 1 };
      const beginsAnew = unreachable(found.receiver) !== null && unreachable(receiver) === null;
      const change = { receiver, sealed: found.sealed, deliveries: [], beginsAnew, now: now() };
      if (!(await receivers.change(change))) continue;
      if (beginsAnew) onUnheeded();
      return 'DONE';
    }
    return 'NOT_VALID';
  };

  return {
    /** The address wants to be told. */
    confirmReceiver: (token: string): Promise<Consented> =>
      say('confirm', token, ({ confirmedAt, unsubscribedAt }) =>
        confirmedAt !== null && unsubscribedAt === null ? null : { confirmedAt: now(), unsubscribedAt: null },
      ),

    /** The address no longer wants to be told. */
    unsubscribeReceiver: (token: string): Promise<Consented> =>
      say('unsubscribe', token, ({ unsubscribedAt }) =>
        unsubscribedAt === null ? { unsubscribedAt: now() } : null,
      ),
  };
};
