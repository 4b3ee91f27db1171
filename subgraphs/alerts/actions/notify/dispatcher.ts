import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import { fullOf, type Places, placed } from '../../domain/notify/sending/places.ts';
import type { ClaimedDelivery, Outbox, Outcome } from '../../store/notify/outbox.ts';
import { type Looker, startLooking } from './looker.ts';
import { type SendGround, sendOne } from './send-one.ts';

interface Ground extends Omit<SendGround, 'tryMs' | 'onFailure'> {
  readonly outbox: Pick<Outbox, 'claim' | 'hold' | 'settle' | 'giveBack'>;
  readonly log: Log;
  readonly places?: Places;
  /** How long one try may take, ms, where its channel says nothing else. Default 40,000. */
  readonly tryMs?: number;
  /** How often it looks by itself, ms. Default 1,000. */
  readonly everyMs?: number;
  /** Told when a message has come to an end, or is to be tried again. */
  readonly onSettled?: (id: string) => void;
}

const usualPlaces: Places = { all: 128, ofEndpoint: 8, ofOrganisation: 32 };
/** Beyond its try a worker has so long to note what became of it, before another sends it again. */
const noteMs = 20_000;
const notePauseMs = 1_000;

interface UnderWay {
  readonly claimed: ClaimedDelivery;
  /** Until when nobody else sends it. */
  until: number;
  isTried: boolean;
}

/**
 * Sends what is in the outbox, as every process does. Messages to one receiver go out one after the other; a slow endpoint, or one organisation's many, take their own places
 * and nobody else's. What was sent and could not be noted is sent again, with the same id.
 */
export const startDispatcher = (ground: Ground): Looker => {
  const { outbox, now, log, places = usualPlaces, tryMs = 40_000, everyMs = 1_000, onSettled } = ground;
  const worker = randomUUID();
  const stopping = new AbortController();
  const leaseMs = tryMs + noteMs;
  const underWay = new Map<string, UnderWay & { readonly done: Promise<void> }>();
  const sending: SendGround = {
    ...{ ...ground, tryMs },
    onFailure: (error, id) => log.error({ err: error, delivery: id }, 'a message could not be sent'),
  };

  const note = async (id: string, outcome: Outcome | null, { until }: UnderWay): Promise<void> => {
    for (;;) {
      try {
        if (outcome === null) await outbox.giveBack(id, worker);
        else await outbox.settle(id, worker, outcome);
        return;
      } catch (error) {
        log.warn({ err: error, delivery: id }, 'what became of a message could not be noted');
        // then another process sends it again
        if (stopping.signal.aborted || now() + notePauseMs >= until) return;
        await setTimeout(notePauseMs);
      }
    }
  };

  const send = async (one: UnderWay): Promise<void> => {
    const { claimed } = one;
    const outcome = await sendOne(claimed, sending, stopping.signal);
    one.isTried = true;
    await note(claimed.id, outcome, one);
    if (outcome?.state === 'DEAD')
      log.warn({ delivery: claimed.id, attempts: claimed.attempts }, 'a message was given up');
    onSettled?.(claimed.id);
  };

  /** A try that goes on for longer than a lease keeps it: a process that ended leaves its messages after one. */
  const hold = async (): Promise<void> => {
    const until = now() + leaseMs;
    const late = [...underWay].filter(([, one]) => !one.isTried && one.until < until - leaseMs / 2);
    if (late.length === 0) return;
    const held = await outbox.hold(
      late.map(([id]) => id),
      { worker, until },
    );
    for (const [id, one] of late) if (held.has(id)) one.until = until;
  };

  const routesUnderWay = () => [...underWay.values()].map(({ claimed }) => claimed);

  const look = async (): Promise<boolean> => {
    await hold();
    const routes = routesUnderWay();
    if (routes.length >= places.all) return false;
    const until = now() + leaseMs;
    const claimed = await outbox.claim(
      { worker, until },
      {
        now: now(),
        full: fullOf(routes, places),
        // one whose end cannot be noted may be claimed by others, and not here once more
        pick: (candidates) =>
          placed(
            candidates.filter(({ id }) => !underWay.has(id)),
            routes,
            places,
          ),
      },
    );
    for (const one of claimed.map((each): UnderWay => ({ claimed: each, until, isTried: false }))) {
      const { id } = one.claimed;
      const done = send(one).finally(() => {
        underWay.delete(id);
        // its place is free, and the next to its receiver may go
        looker.poke();
      });
      underWay.set(id, Object.assign(one, { done }));
    }
    // others may stand behind what has taken the last place; the next to the same receivers go when these have ended
    const { endpoints, organisations } = fullOf(routesUnderWay(), places);
    return claimed.length > 0 && endpoints.length + organisations.length > 0;
  };

  const looker = startLooking({
    look,
    onError: (error) => log.warn({ err: error }, 'the outbox cannot be reached, and is looked at again'),
    everyMs,
  });
  return {
    poke: looker.poke,
    /** Gives back what can be broken off, and waits for the rest. */
    async stop() {
      await looker.stop();
      stopping.abort();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
};
