import { describe, expect, it } from 'vitest';
import { parseFeatures } from './feature-set.ts';

const fileOf = (groups: Readonly<Record<string, readonly object[]>>): string =>
  JSON.stringify({ version: 1, lookbackHours: 672, lookaheadHours: 96, windComponents: true, groups });
const file = (...features: readonly object[]): string => fileOf({ target: features });
const lag = (name: string) => ({ name, kind: 'lag', of: 'target', hours: 1 });

describe('a file of features', () => {
  it('names them', () => {
    expect([...parseFeatures(file(lag('lag1'))).set.keys()]).toEqual(['lag1']);
  });

  it('is known by what its groups say, not by how they are written or what others say', () => {
    const hash = (groups: Readonly<Record<string, readonly object[]>>) =>
      parseFeatures(fileOf(groups)).sha256Of(['target']);
    const known = hash({ target: [lag('lag1')] });
    expect(
      hash({ target: [{ hours: 1, of: 'target', kind: 'lag', name: 'lag1' }], more: [lag('lag2')] }),
    ).toBe(known);
    expect(hash({ target: [{ ...lag('lag1'), hours: 2 }] })).not.toBe(known);
  });

  it('is refused where a name comes twice', () => {
    expect(() => parseFeatures(file(lag('lag1'), lag('lag1')))).toThrow('the feature lag1 is there twice');
  });

  it('is refused where a feature is made of one that does not stand before it', () => {
    const difference = { name: 'change', kind: 'difference', a: 'lag1', b: 'lag2' };
    expect(() => parseFeatures(file(lag('lag1'), difference, lag('lag2')))).toThrow('change is made of lag2');
  });

  it.each([
    ['a kind that nobody knows', { ...lag('a'), kind: 'guess' }],
    ['an age beyond the look-back', { ...lag('a'), hours: 673 }],
  ])('is refused with %s', (_, feature) => {
    expect(() => parseFeatures(file(feature))).toThrow();
  });
});
