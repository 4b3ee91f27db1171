import { createHash } from 'node:crypto';
import { createRateLimiter, type RateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { addressKey } from '@aqmrg/platform/access/rate-limit-key.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import {
  knownForMs,
  noteLimit,
  shareOfAccount,
  signUpLimit,
  type TryLimit,
  tryLimits,
} from '../domain/lock-out.ts';
import type { LockedOut } from '../domain/outcome.ts';

/** A try that was counted and may go on. */
interface Try {
  readonly kind: 'try';
  /** It was right: it is not to count, and what came before it from this address at this account neither. */
  succeeded(): Promise<void>;
}

interface NewlyLockedOut extends LockedOut {
  /** Whether nobody was told so for a while: see `noteLimit`. */
  readonly isNews: boolean;
}

export interface LockOut {
  /** Counts a try to show an account's password, before anything is looked at. */
  atAccount(email: string, from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Counts a try that is at no account: with a token, or with what is no e-mail address. */
  atAll(from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Counts an account that is asked for. */
  toSignUp(from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Counts a session that is to go on. */
  toRefresh(from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** The account may be tried at again: its password was set anew. */
  forgive(email: string): Promise<void>;
}

/** One limit that a try has to pass. */
interface Step {
  /** Whose tries they are. */
  readonly of: string;
  /** Resolves with how to undo it. */
  readonly take: () => Promise<() => Promise<void>>;
}

const lockedOut = (error: unknown): LockedOut => {
  if (!(error instanceof AirError) || error.code !== 'RATE_LIMITED') throw error;
  return { kind: 'locked-out', retryAfterSeconds: error.retryAfterSeconds ?? 1 };
};

/** The cache holds no e-mail address. */
const markOf = (email: string): string => createHash('sha256').update(email).digest('base64url');

/** Takes one, which a right try gives back. */
const step = (limiter: RateLimiter, key: string): Step => ({
  of: key,
  take: async () => {
    await limiter.take(key);
    return () => limiter.giveBack(key);
  },
});

/** A right try makes up for the wrong ones before it. */
const clearedStep = (limiter: RateLimiter, key: string): Step => ({
  of: key,
  take: async () => {
    const { limit, remaining } = await limiter.take(key);
    return () => limiter.giveBack(key, limit - remaining);
  },
});

export const createLockOut = (ground: {
  readonly cache: Cache;
  /** Tries of any kind of one address, right or wrong: each may cost a hash. */
  readonly triesPerMinute: number;
  readonly log: Log;
}): LockOut => {
  const { cache, triesPerMinute, log } = ground;
  const limiterOf = ({ name, tries, windowMs }: TryLimit): RateLimiter =>
    createRateLimiter(cache, { name, points: tries, windowMs, log });
  const minute = limiterOf({ name: 'sign-in', tries: triesPerMinute, windowMs: 60_000 });
  const pair = limiterOf(tryLimits.pair);
  const pairOfDay = limiterOf(tryLimits.pairOfDay);
  const account = limiterOf(tryLimits.account);
  const address = limiterOf(tryLimits.address);
  const signUps = limiterOf(signUpLimit);
  const noted = limiterOf(noteLimit);

  /** Of an address that never got in here. Beyond its share it meets the account's limit, but does not bring it nearer. */
  const stepOfStranger = (pairKey: string, accountKey: string): Step => ({
    of: accountKey,
    async take() {
      const { limit, remaining } = await pairOfDay.take(pairKey);
      await account.take(accountKey);
      const counts = limit - remaining <= shareOfAccount;
      if (!counts) await account.giveBack(accountKey);
      return async () => {
        await pairOfDay.giveBack(pairKey);
        if (counts) await account.giveBack(accountKey);
      };
    },
  });

  /** Right or wrong, it is not given back. */
  const stepOfMinute = (key: string): Step => ({
    of: key,
    take: async () => {
      await minute.take(key);
      return async () => undefined;
    },
  });

  const isNews = (of: string): Promise<boolean> =>
    noted.take(of).then(
      () => true,
      (error: unknown) => lockedOut(error).kind !== 'locked-out',
    );

  /** Whichever is used up first ends it: what comes after it is not counted. A locked address must not lock everybody else out of the account. */
  const begin = async (steps: readonly Step[]): Promise<Try | NewlyLockedOut> => {
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

  // without a cache nobody is known, and everybody may still try
  const isKnown = (key: string): Promise<boolean> =>
    cache.get(key).then(
      (found) => found !== undefined,
      () => false,
    );
  const remember = (key: string): Promise<void> => cache.set(key, '1', knownForMs).catch(() => undefined);

  const addressOf = (from: string | undefined): string => addressKey(from ?? 'unknown');
  return {
    async atAccount(email, from) {
      const [place, mark] = [addressOf(from), markOf(email)];
      const pairKey = `${place} ${mark}`;
      const knownKey = `sign-in-known:${pairKey}`;
      const isStranger = !(await isKnown(knownKey));
      const attempt = await begin([
        stepOfMinute(place),
        step(address, place),
        clearedStep(pair, pairKey),
        ...(isStranger ? [stepOfStranger(pairKey, mark)] : []),
      ]);
      if (attempt.kind === 'locked-out') return attempt;
      return {
        kind: 'try',
        async succeeded() {
          await attempt.succeeded();
          await remember(knownKey);
        },
      };
    },
    atAll: (from) => begin([stepOfMinute(addressOf(from)), step(address, addressOf(from))]),
    toSignUp: (from) => begin([stepOfMinute(addressOf(from)), step(signUps, addressOf(from))]),
    toRefresh: (from) => begin([step(minute, addressOf(from))]),
    async forgive(email) {
      const key = markOf(email);
      const counted = await account.take(key, 0).then(
        ({ limit, remaining }) => limit - remaining,
        (error: unknown) => {
          lockedOut(error);
          return error instanceof AirError ? (error.exceeded?.measured ?? 0) : 0;
        },
      );
      if (counted > 0) await account.giveBack(key, counted);
    },
  };
};
