import type { Problem } from '../domain/checking.ts';

/** The id is taken by something that says otherwise. */
export interface Taken {
  readonly kind: 'taken';
  readonly id: string;
  readonly message: string;
}

/** There is nothing of this id. */
export interface Missing {
  readonly kind: 'missing';
  readonly id: string;
  readonly message: string;
}

export interface Invalid extends Problem {
  readonly kind: 'invalid';
}

/** The thing as it now stands; `isNew` is false where it stood so already. */
interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
  readonly isNew: boolean;
}

export type Registered<T> = Done<T> | Invalid | Taken | Missing;
export type Changed<T> = Done<T> | Invalid | Missing;

export const missing = (what: string, id: string): Missing => ({
  kind: 'missing',
  id,
  message: `There is no ${what} of the id "${id}".`,
});

export const taken = (what: string, id: string): Taken => ({
  kind: 'taken',
  id,
  message: `The id "${id}" is taken by another ${what}.`,
});
