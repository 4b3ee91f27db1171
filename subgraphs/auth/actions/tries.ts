import type { RateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { LockedOut } from '../domain/outcome.ts';

/** A try that was counted and may go on. */
export interface Try {
  readonly kind: 'try';
  /** It was right: it is not to count, and what came before it from this address at this account neither. */
  succeeded(): Promise<void>;
}

export interface NewlyLockedOut extends LockedOut {
  /** Whether nobody was told so for a while: see `noteLimit`. */
  readonly isNews: boolean;
}

/** One limit that a try has to pass. */
export interface Step {
  /** Whose tries they are. */
  readonly of: string;
  /** Resolves with how to undo it. */
  readonly take: () => Promise<() => Promise<void>>;
}

/** Throws what is no limit that was reached. */
export const lockedOut = (error: unknown): LockedOut => {
  if (!(error instanceof AirError) || error.code !== 'RATE_LIMITED') throw error;
  return { kind: 'locked-out', retryAfterSeconds: error.retryAfterSeconds ?? 1 };
};

/** Takes one, which a right try gives back. */
export const step = (limiter: RateLimiter, key: string): Step => ({
  of: key,
  take: async () => {
    await limiter.take(key);
    return () => limiter.giveBack(key);
  },
});

/** A right try makes up for the wrong ones before it. */
export const clearedStep = (limiter: RateLimiter, key: string): Step => ({
  of: key,
  take: async () => {
    const { limit, remaining } = await limiter.take(key);
    return () => limiter.giveBack(key, limit - remaining);
  },
});

/** Right or wrong, it is not given back. */
export const keptStep = (limiter: RateLimiter, key: string): Step => ({
  of: key,
  take: async () => {
    await limiter.take(key);
    return async () => undefined;
  },
});

/** Whichever step is used up first ends the try: what comes after it is not counted. A locked address must not lock everybody else out of the account. */
export const createBegin = (noted: RateLimiter) => {
  const isNews = (of: string): Promise<boolean> =>
    noted.take(of).then(
      () => true,
      (error: unknown) => lockedOut(error).kind !== 'locked-out',
    );

  return async (steps: readonly Step[]): Promise<Try | NewlyLockedOut> => {
    const undo: (() => Promise<void>)[] = [];
    for (const { of, take } of steps) {
      try {
        undo.push(await take());
      } catch (error) {
        return { ...lockedOut(error), isNews: await isNews(of) };
      }
    }
    return {
      kind: 'try',
      async succeeded() {
        for (const giveBack of undo) await giveBack();
      },
    };
  };
};
