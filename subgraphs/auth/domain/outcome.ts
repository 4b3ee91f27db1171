import type { Problem } from './checking.ts';

export type RefusalReason =
  | 'NOT_FOUND'
  | 'TOKEN_NOT_VALID'
  | 'WRONG_CREDENTIALS'
  | 'SIGN_UP_CLOSED'
  | 'ALREADY_SET_UP'
  | 'ALREADY_TAKEN'
  | 'LAST_ONE'
  | 'YOURSELF';

/** It was done. */
export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
}

/** It was not done, for a reason that may be told. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly message: string;
}

/** The input cannot be taken. */
export interface Invalid extends Problem {
  readonly kind: 'invalid';
}

/** Too many tries: nothing was looked at. */
export interface LockedOut {
  readonly kind: 'locked-out';
  readonly retryAfterSeconds: number;
}

export const done = <T>(value: T): Done<T> => ({ kind: 'done', value });
export const invalid = (problem: Problem): Invalid => ({ kind: 'invalid', ...problem });

const messages: Readonly<Record<RefusalReason, string>> = {
  NOT_FOUND: 'There is none of this id, or it is not yours.',
  TOKEN_NOT_VALID: 'This token is wrong, was used, or has expired. Ask for a new one.',
  WRONG_CREDENTIALS:
    'The e-mail address or the password is wrong, or the account may not sign in yet. Try again, or ask an administrator.',
  SIGN_UP_CLOSED: 'Sign-up is closed here. Ask an administrator for an invitation.',
  ALREADY_SET_UP: 'There is an Admin already: sign in, or ask them for an account.',
  ALREADY_TAKEN: 'This is taken already. Choose another.',
  LAST_ONE: 'Nobody would be left who may. Let somebody else have the right first.',
  YOURSELF: 'You cannot do this to yourself. Ask another administrator.',
};

/** `message` where there is more to say than the reason's usual words. */
export const refused = (reason: RefusalReason, message = messages[reason]): Refused => ({
  kind: 'refused',
  reason,
  message,
});
