import type { Problem } from '../../problem.ts';

/** What was understood, or what stands in its place where it was not, so that the rest can be judged too. */
export interface Read<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export const understood = <T>(value: T): Read<T> => ({ value, problems: [] });
export const wrong = <T>(value: T, ...problems: readonly Problem[]): Read<T> => ({ value, problems });

/** As it may be shown again: short, and on one line. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Each once, in an order that does not depend on how they were sent. */
export const sortedOnce = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();
