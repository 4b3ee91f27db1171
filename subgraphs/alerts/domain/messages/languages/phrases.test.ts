import { describe, expect, it } from 'vitest';
import { languages } from '../../notify/receiver.ts';
import { english } from './en.ts';
import { phrasesOf } from './phrases-of.ts';

/** Every phrase with the path to it; plurals as one. */
const leaves = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  const entries = Object.entries(value as object);
  if (entries.some(([key]) => key === 'other')) return entries.map(([, text]) => [path, text as string]);
  return entries.flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
};
const braces = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

describe.each(languages)('the phrases of %s', (language) => {
  const phrases = phrasesOf(language);
  const wanted = new Map(leaves(english));

  it('have in their braces what the English ones have', () => {
    for (const [path, text] of leaves(phrases))
      expect([path, braces(text)]).toEqual([path, braces(wanted.get(path) ?? '')]);
  });

  it('are there, and stand without blanks around them', () => {
    for (const [path, text] of leaves(phrases).filter(([path]) => path !== 'colon')) {
      expect([path, text]).toEqual([path, text.trim()]);
      expect(text).not.toBe('');
    }
  });

  it('say REPLAY and TEST with the same word, first', () => {
    expect([phrases.replayed.slice(0, 6), phrases.test.slice(0, 4)]).toEqual(['REPLAY', 'TEST']);
  });

  it('have a form for every number', () => {
    const { pluralCategories } = new Intl.PluralRules(phrases.formats).resolvedOptions();
    for (const category of pluralCategories) expect(Object.keys(phrases.places)).toContain(category);
  });
});
