import { LiveError } from './live-error.ts';

/** How a socket was closed. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** What to do after a close: stop for good, ask for another token, or come back, after so many milliseconds where the gateway named them. */
export type Verdict =
  | { readonly kind: 'stop'; readonly error: LiveError }
  | { readonly kind: 'another token'; readonly error: LiveError }
  | { readonly kind: 'come back'; readonly inMs: number | undefined };

const final: Readonly<Record<number, string>> = {
  1009: 'A message was larger than the gateway takes',
  4400: 'The gateway could not read a message',
  4401: 'The gateway was asked before it had let this client in',
  4403: 'The token is not valid',
  4406: 'The gateway does not speak this subprotocol',
  4409: 'A subscription had the id of another',
  4429: 'The gateway was greeted twice',
};

const tokenRefused = 4403;
const restart = 1012;
/** A gateway spreads its clients over seconds; who is told to wait for hours was told so by somebody else. */
const longestHintMs = 300_000;

const hintMs = (reason: string): number | undefined => {
  const told = /retry in (\d+) ms/.exec(reason)?.[1];
  return told === undefined ? undefined : Math.min(Number(told), longestHintMs);
};

/** Judges a close by the table of the live protocol: what it does not name is a broken line. */
export const judge = ({ code, reason }: Closed): Verdict => {
  const why = final[code];
  if (why === undefined) return { kind: 'come back', inMs: code === restart ? hintMs(reason) : undefined };
  const message = `${why}${reason === '' ? '' : `: ${reason}`} (close code ${code}).`;
  const error = new LiveError({ message, code: 'CLOSED', closeCode: code });
  return { kind: code === tokenRefused ? 'another token' : 'stop', error };
};

/** How long to wait before coming back. */
export interface BackOff {
  /** The bound of the first wait; it doubles with each try. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
}

/** Anything from 0 to the bound, so that clients who lost the same gateway do not come back together. */
export const waitMs = ({ firstMs, longestMs, random }: BackOff, tries: number): number =>
  Math.floor(random() * Math.min(longestMs, firstMs * 2 ** tries));
