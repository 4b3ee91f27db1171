import type { Caller } from '../caller.ts';

/** A credential that was shown and found good. */
export interface Grant {
  readonly caller: Caller;
  /** When it ends by itself, epoch ms; null: never. */
  readonly expiresAt: number | null;
}

/** Why a grant is over, for whoever stands behind an open socket. */
export type GrantEnd =
  | 'the token expired'
  | 'the session was revoked'
  | 'the key was revoked'
  | 'sign-ins cannot be checked';

/** What a process knows of credentials: it judges them, and tells when one that it found good is so no longer. */
export interface Identity {
  /**
   * Who sent an Authorization header; none at all is a stranger. At once where it can be told at once. Throws or rejects with UNAUTHENTICATED
   * (wrong, revoked), TOKEN_EXPIRED, or AUTH_UNAVAILABLE while nothing was heard of the auth room for five seconds: a credential is never
   * taken for good, nor a wrong one for a stranger.
   */
  authenticate(authorization: string | undefined): Grant | Promise<Grant>;
  /** Calls once, when the grant is over; what it returns stops watching. Strangers' grants have no end. */
  onEnd(grant: Grant, listener: (why: GrantEnd) => void): () => void;
}
