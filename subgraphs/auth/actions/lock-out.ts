import { createHash } from 'node:crypto';
import { createRateLimiter, type RateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import { addressKey, siteKey } from '@aqmrg/platform/access/rate-limit-key.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import {
  knownForMs,
  noteLimit,
  refreshLimit,
  shareOfAccount,
  signUpLimit,
  type TryLimit,
  tryLimits,
} from '../domain/lock-out.ts';
import type { LockedOut } from '../domain/outcome.ts';
import {
  clearedStep,
  createBegin,
  keptStep,
  lockedOut,
  type NewlyLockedOut,
  type Step,
  step,
  type Try,
} from './tries.ts';

/** A session that may be asked to go on. */
interface RefreshTry {
  readonly kind: 'try';
  /** It did not go on. What does is never counted: dashboards behind one address are many, all at the same moment, and right. */
  failed(): Promise<void>;
}

export interface LockOut {
  /** Counts a try to show an account's password, before anything is looked at. */
  atAccount(email: string, from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Counts a try that is at no account: with a token, or with what is no e-mail address. */
  atAll(from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Counts an account that is asked for. */
  toSignUp(from: string | undefined): Promise<Try | NewlyLockedOut>;
  /** Whether a session may be asked to go on. */
  toRefresh(from: string | undefined): Promise<RefreshTry | LockedOut>;
  /** The account may be tried at again: its password was set anew. */
  forgive(email: string): Promise<void>;
}

const ignoreLimit = (error: unknown): void => void lockedOut(error);

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** The cache holds no e-mail address. */
const markOf = (email: string): string => createHash('sha256').update(email).digest('base64url');

const addressOf = (from: string | undefined): string => addressKey(from ?? 'unknown');

/** From where which account is tried at, in the keys of what is counted. */
interface Place {
  readonly place: string;
  readonly mark: string;
  readonly pairKey: string;
  readonly sitePair: string;
  readonly knownKey: string;
}

const placeOf = (email: string, from: string | undefined): Place => {
  const [place, mark] = [addressOf(from), markOf(email)];
  const pairKey = `${place} ${mark}`;
  const sitePair = `${siteKey(from ?? 'unknown')} ${mark}`;
  return { place, mark, pairKey, sitePair, knownKey: `sign-in-known:${pairKey}` };
};

export const createLockOut = (ground: {
  readonly cache: Cache;
  /** Tries of any kind of one address, right or wrong: each may cost a hash. */
  readonly triesPerMinute: number;
  /** Where sessions of the account were last used since then, as they are kept: the cache forgets with its process. */
  readonly addressesOf: (email: string, since: EpochMs) => Promise<readonly string[]>;
  readonly now: () => EpochMs;
  readonly log: Log;
}): LockOut => {
  const { cache, triesPerMinute, addressesOf, now, log } = ground;
  const limiterOf = ({ name, tries, windowMs }: TryLimit): RateLimiter =>
    createRateLimiter(cache, { name, points: tries, windowMs, log });
  const minute = limiterOf({ name: 'sign-in', tries: triesPerMinute, windowMs: 60_000 });
  const pair = limiterOf(tryLimits.pair);
  const pairOfDay = limiterOf(tryLimits.pairOfDay);
  const siteOfDay = limiterOf(tryLimits.siteOfDay);
  const account = limiterOf(tryLimits.account);
  const address = limiterOf(tryLimits.address);
  const signUps = limiterOf(signUpLimit);
  const refreshes = limiterOf(refreshLimit(triesPerMinute));
  const begin = createBegin(limiterOf(noteLimit));

  /** Of an address that never got in here. Beyond the share of its site it meets the account's limit, but does not bring it nearer. */
  const takeAsStranger = async ({ pairKey, sitePair, mark }: Place): Promise<() => Promise<void>> => {
    await pairOfDay.take(pairKey);
    const { limit, remaining } = await siteOfDay.take(sitePair);
    await account.take(mark);
    const counts = limit - remaining <= shareOfAccount;
    if (!counts) await account.giveBack(mark);
    return async () => {
      await pairOfDay.giveBack(pairKey);
      await siteOfDay.giveBack(sitePair);
      if (counts) await account.giveBack(mark);
    };
  };

  const isKnown = async (email: string, { place, knownKey }: Place): Promise<boolean> => {
    // a cache that fails knows nobody, and the sessions are asked
    const found = await cache.get(knownKey).catch(() => undefined);
    if (found !== undefined) return true;
    return (await addressesOf(email, now() - knownForMs)).some((address) => addressKey(address) === place);
  };
  const remember = ({ knownKey }: Place): Promise<void> =>
    cache.set(knownKey, '1', knownForMs).catch(() => undefined);

  /** Whoever is known here meets no limit of strangers. Looked up late: what an address may try bounds what it costs. */
  const stepUnlessKnown = (email: string, place: Place): Step => ({
    of: place.mark,
    take: async () => ((await isKnown(email, place)) ? async () => undefined : takeAsStranger(place)),
  });

  return {
    async atAccount(email, from) {
      const place = placeOf(email, from);
      const attempt = await begin([
        keptStep(minute, place.place),
        step(address, place.place),
        clearedStep(pair, place.pairKey),
        stepUnlessKnown(email, place),
      ]);
      if (attempt.kind === 'locked-out') return attempt;
      return {
        kind: 'try',
        async succeeded() {
          await attempt.succeeded();
          await remember(place);
        },
      };
    },
    atAll: (from) => begin([keptStep(minute, addressOf(from)), step(address, addressOf(from))]),
    toSignUp: (from) => begin([keptStep(minute, addressOf(from)), step(signUps, addressOf(from))]),
    async toRefresh(from) {
      const key = addressOf(from);
      try {
        const { remaining, resetsInMs } = await refreshes.take(key, 0);
        if (remaining === 0) return { kind: 'locked-out', retryAfterSeconds: secondsOf(resetsInMs) };
      } catch (error) {
        return lockedOut(error);
      }
      return { kind: 'try', failed: () => refreshes.take(key).then(() => undefined, ignoreLimit) };
    },
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
