import type { Phrases, Plural } from '../languages/phrases.ts';

/** First strong isolate and its end (UAX 9): a name from left to right does not turn an Arabic line around. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** A phrase with values in the place of its braces. */
export const fill = (
  { direction }: Pick<Phrases, 'direction'>,
  phrase: string,
  values: Readonly<Record<string, string>>,
): string =>
  phrase.replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return braces;
    return direction === 'rtl' ? isolated(value) : value;
  });

/** A phrase that depends on a number, with it. */
export const fillCount = (phrases: Phrases, plural: Plural, count: number): string => {
  const category = new Intl.PluralRules(phrases.formats).select(count);
  const number = new Intl.NumberFormat(phrases.formats).format(count);
  return fill(phrases, plural[category] ?? plural.other, { count: number });
};
