import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Notifying } from '../../store/notify/notifying.ts';
import { escalateDue } from './escalate-due.ts';
import { heed } from './heed.ts';
import { judgeDue } from './judge-due.ts';
import { type Looker, startLooking } from './looker.ts';
import type { PostGround } from './post.ts';
import { releaseHeld } from './release-held.ts';

interface Ground extends PostGround {
  readonly notifying: Notifying;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** Told when there is something to send. */
  readonly onQueued: () => void;
  /** How often it looks by itself, ms. Default 1,000. */
  readonly everyMs?: number;
}

/** Does once what there is to do. True: there may be more. */
export const notifyOnce = async (ground: Omit<Ground, 'log'>): Promise<boolean> => {
  const { notifying, now, onQueued } = ground;
  const waiting = await notifying.waiting(now());
  let done = waiting.incidents ? await heed(notifying, ground, now()) : 0;
  const works = [
    // a group that need not wait is due as soon as its incident was seen to
    ...(waiting.groups || done > 0 ? [judgeDue] : []),
    ...(waiting.escalations ? [escalateDue] : []),
    ...(waiting.held ? [releaseHeld] : []),
  ];
  for (const work of works) {
    const { judged, queued } = await work(notifying, ground, now());
    if (queued > 0) onQueued();
    done += judged;
  }
  return done > 0;
};

/**
 * Turns incidents that changed into messages in the outbox. Every process may do so: each piece of work is one transaction, which nobody else does meanwhile. Poke
 * it after a commit that changed an incident.
 */
export const startNotifier = (ground: Ground): Looker =>
  startLooking({
    look: () => notifyOnce(ground),
    onError: (error) =>
      ground.log.warn({ err: error }, 'who has to be told could not be found out, and is looked at again'),
    everyMs: ground.everyMs ?? 1_000,
  });
