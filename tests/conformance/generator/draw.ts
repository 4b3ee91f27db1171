import fc from 'fast-check';

/** Random decisions of one case. */
export interface Draw {
  /** 0 … max, both possible. */
  upTo(max: number): number;
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Each item with this chance, in order. */
  some<Item>(items: readonly Item[], percent: number): readonly Item[];
}

const unbiased = (max: number) => fc.noBias(fc.integer({ min: 0, max }));

/** Decisions that fast-check makes, so that its seed repeats them. */
export const drawFrom = (generate: fc.GeneratorValue): Draw => {
  // unbiased: at the edges of every range stand the rare choices
  const upTo = (max: number): number => (max <= 0 ? 0 : generate(unbiased, max));
  const chance = (percent: number): boolean => upTo(99) < percent;
  return {
    upTo,
    chance,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[upTo(items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    some: (items, percent) => items.filter(() => chance(percent)),
  };
};

/** The same number for the same parts, in any process: what a subgraph "knows" must not depend on who asks. */
export const hash = (...parts: readonly unknown[]): number => {
  let state = 0x811c9dc5;
  for (const char of JSON.stringify(parts)) {
    state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return (state ^ (state >>> 15)) >>> 0;
};
