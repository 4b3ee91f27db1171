import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AccountStatus } from './account.ts';

/** A sign-in that goes on. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly startedAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  /** Ends then unless it is used. */
  readonly expiresAt: EpochMs;
  readonly revokedAt: EpochMs | null;
  /** The address that it was last used from. */
  readonly address: string | null;
}

/** Why a session ended before its time; told of it, and kept with it. */
export const sessionEnds = [
  'sign-out',
  'sign-out-everywhere',
  'refresh-reused',
  'password-changed',
  'password-reset',
  'suspended',
  'too-many',
] as const;
export type SessionEnd = (typeof sessionEnds)[number];
/** Those that say nothing against whoever used the session last. All others may follow on a theft. */
export const harmlessEnds: readonly SessionEnd[] = ['sign-out', 'too-many'];

const dayMs = 86_400_000;
/** However often it is used, a session ends after a year: whoever it is shows then that they still know the password. */
const longestMs = 365 * dayMs;
export const mostSessions = 20;

/** When a session ends that is used now. */
export const expiryOf = (startedAt: EpochMs, now: EpochMs, idleMs: number): EpochMs =>
  Math.min(now + idleMs, startedAt + longestMs);

/** A refresh token that somebody shows, with what it belongs to. */
export interface ShownToken {
  readonly usedAt: EpochMs | null;
  readonly session: Session;
  readonly accountStatus: AccountStatus;
}

/**
 * What becomes of a refresh token.
 *
 * issued ──shown──▶ used: `rotate`, the next one is issued
 * used ──shown──▶ `reused`: somebody has a copy, the session ends (RFC 9700, 4.14.2)
 * of a session that ended or ran out, of an account that may not sign in, or of nobody: `refused`
 */
export const judgeRefresh = (
  shown: ShownToken | undefined,
  now: EpochMs,
): 'rotate' | 'reused' | 'refused' => {
  if (shown === undefined) return 'refused';
  const { usedAt, session, accountStatus } = shown;
  if (session.revokedAt !== null || session.expiresAt <= now) return 'refused';
  if (usedAt !== null) return 'reused';
  return accountStatus === 'ACTIVE' ? 'rotate' : 'refused';
};
