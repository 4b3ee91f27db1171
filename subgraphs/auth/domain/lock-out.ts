/** How many wrong tries are too many. */
export interface TryLimit {
  readonly name: string;
  readonly tries: number;
  readonly windowMs: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Counted before the password is looked at, whoever it is for: an account that does not exist is locked like one that does. One address that guesses at
 * one account is stopped first; many addresses at one account, and one address at many accounts, after more tries, because those lock out people who did nothing.
 */
export const tryLimits = {
  pair: { name: 'sign-in-pair', tries: 5, windowMs: 15 * minuteMs },
  pairOfDay: { name: 'sign-in-pair-of-day', tries: 50, windowMs: dayMs },
  siteOfDay: { name: 'sign-in-site-of-day', tries: 100, windowMs: dayMs },
  account: { name: 'sign-in-account', tries: 50, windowMs: dayMs },
  address: { name: 'sign-in-address', tries: 50, windowMs: 15 * minuteMs },
} as const satisfies Record<string, TryLimit>;

/**
 * Of its wrong tries of a day at one account, those of one site that bring the account nearer to its limit: it takes ten sites to lock all others out. A site and not a
 * network, because a home has hundreds of those.
 */
export const shareOfAccount = 5;

/** Whoever got in from an address is known there for so long: strangers cannot lock them out of it. */
export const knownForMs = 90 * dayMs;

/** Sessions of one address that were to go on and could not, in a minute as often as it may try anything else. */
export const refreshLimit = (tries: number): TryLimit => ({
  name: 'refresh-failed',
  tries,
  windowMs: minuteMs,
});

/** Accounts that one address may ask for: each costs a hash and a row. */
export const signUpLimit: TryLimit = { name: 'sign-up', tries: 20, windowMs: 60 * minuteMs };

/** Who goes on after a refusal is noted so often: the audit log is not theirs to fill. */
export const noteLimit: TryLimit = { name: 'sign-in-noted', tries: 1, windowMs: 15 * minuteMs };
