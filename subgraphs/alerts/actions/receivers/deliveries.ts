import { setTimeout } from 'node:timers/promises';
import { createRateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Delivery, DeliveryState } from '../../domain/notify/notice.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { DeliveryLog, LogFilter, LogPlace } from '../../store/receivers/delivery-log.ts';
import { isId, notFound, organisationOf } from './asker.ts';
import type { Keeping } from './keep-receivers.ts';
import { ownNotice } from './own-notice.ts';

interface Ground {
  readonly keeping: Pick<Keeping, 'find'>;
  readonly deliveries: DeliveryLog;
  readonly cache: Cache;
  readonly log: Log;
  readonly newId: () => string;
  readonly now: () => EpochMs;
  /** Told when there is something to send. */
  readonly onQueued: () => void;
  /** How long somebody waits for what becomes of a test, ms. Default 8,000: the gateway waits for ten seconds. */
  readonly patienceMs?: number;
}

const testsAnHour = 10;
const hourMs = 3_600_000;
const [shortestMs, longestMs] = [10, 400];

const underWay: readonly DeliveryState[] = ['QUEUED', 'RETRYING', 'HELD'];

const failed = ({ fault }: Delivery): readonly Problem[] => [
  {
    ...{ field: 'receiverId', code: 'DELIVERY_FAILED' },
    reason: (fault ?? 'It was not taken').replace(/\.$/, ''),
    next: 'Check the address, and that whoever answers there takes messages.',
  },
];

/** The delivery log, and what members of an organisation do with what stands there. */
export const createDeliveries = (ground: Ground) => {
  const { keeping, deliveries, cache, log, newId, now, onQueued, patienceMs = 8_000 } = ground;
  const tests = createRateLimiter(cache, {
    ...{ name: 'tests of channels', points: testsAnHour, windowMs: hourMs, log },
  });

  /** As it is once it has come to an end, or after a while. Another process may send it, so that it is looked after. */
  const awaited = async (id: string, organisation: string, signal: AbortSignal): Promise<Delivery | null> => {
    const until = performance.now() + patienceMs;
    for (let pauseMs = shortestMs; ; pauseMs = Math.min(longestMs, pauseMs * 1.5)) {
      const found = await deliveries.find(id, organisation);
      if (found === null || !underWay.includes(found.state) || performance.now() >= until) return found;
      if (signal.aborted) return found;
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };

  return {
    /** Newest first. */
    async page(
      filter: LogFilter,
      place: { readonly after: LogPlace | null; readonly limit: number },
      caller: Caller,
    ): Promise<readonly Delivery[]> {
      const asked = [filter.receiverId, filter.alertId].filter((id) => id !== null && id !== undefined);
      if (caller.organisation === null || !asked.every(isId)) return [];
      return deliveries.page(caller.organisation, filter, place);
    },

    /** Rejects with RATE_LIMITED after too many of an organisation. */
    async test(
      receiverId: string,
      { caller, signal }: { readonly caller: Caller; readonly signal: AbortSignal },
    ): Promise<Delivery | readonly Problem[]> {
      const found = await keeping.find(receiverId, caller);
      if (isProblems(found))
        return found.map((one) => ({ ...one, field: one.field === 'id' ? 'receiverId' : one.field }));
      const { receiver } = found;
      const reason = unreachable(receiver);
      if (reason !== null)
        return [
          {
            ...{ field: 'receiverId', code: 'NOT_CONFIRMED', reason: reason.replace(/\.$/, '') },
            next: 'Have the address confirmed by the link that it was sent, and the receiver switched on.',
          },
        ];
      await tests.take(receiver.organisation);
      const delivery = ownNotice(receiver, 'TEST', { eventId: newId(), now: now() });
      await deliveries.add(delivery);
      onQueued();
      const told = await awaited(delivery.notice.eventId, receiver.organisation, signal);
      if (told === null) return notFound('receiverId', 'receiver');
      return told.state === 'DEAD' || told.state === 'DROPPED' ? failed(told) : told;
    },

    /** What was given up goes out once more, with the same id. */
    async retry(id: string, caller: Caller): Promise<Delivery | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (typeof organisation !== 'string') return organisation;
      const found = isId(id) ? await deliveries.find(id, organisation) : null;
      if (found === null) return notFound('id', 'delivery');
      if (!(await deliveries.retry(id, organisation, now())))
        return [
          {
            ...{
              field: 'id',
              code: 'NOT_USED',
              reason: `It is ${found.state}, and only what is DEAD is sent again`,
            },
            next: 'Wait for what becomes of it.',
          },
        ];
      onQueued();
      return (await deliveries.find(id, organisation)) ?? notFound('id', 'delivery');
    },
  };
};
export type Deliveries = ReturnType<typeof createDeliveries>;
