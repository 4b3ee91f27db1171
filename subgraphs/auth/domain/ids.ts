import { fault, fits, type Rule } from './checking.ts';

/** An id of ours: 1 to 64 of a–z, 0–9, - and _. What is none needs not be looked for, and the database would choke on some. */
export const isId = (text: string): boolean => /^[a-z0-9_-]{1,64}$/.test(text);

export const slug: Rule<string, string> = (text) =>
  isId(text) ? fits(text) : fault('It must be 1 to 64 of a–z, 0–9, - and _.');
