import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../domain/rule/rule.ts';
import { makeRule } from '../../testing/rules.ts';
import { openRulebook } from './rulebook.ts';

/** Rules of which each reading waits until it is let on. */
const openShelf = () => {
  const rules: Rule[] = [];
  const readings: (() => void)[] = [];
  return {
    readings,
    add: (id: string) => void rules.push(makeRule({ id })),
    async book() {
      const read = { revision: rules.length, rules: [...rules] };
      await new Promise<void>((goOn) => readings.push(goOn));
      return read;
    },
    bookRevision: async () => rules.length,
  };
};

const open = () => {
  const shelf = openShelf();
  return { shelf, rulebook: openRulebook({ rules: shelf, log: createLog('silent') }) };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the rulebook', () => {
  it('is read once more for all who changed it while it was read', async () => {
    const { shelf, rulebook } = open();
    shelf.add('first');
    const first = rulebook.refresh();
    await turn();
    const others = ['second', 'third', 'fourth'].map((id) => {
      shelf.add(id);
      return rulebook.refresh();
    });
    await turn();
    expect(shelf.readings).toHaveLength(1);
    shelf.readings[0]?.();
    await first;
    expect([...rulebook.current().rules.keys()]).toEqual(['first']);
    while (shelf.readings.length < 2) await turn();
    shelf.readings[1]?.();
    await Promise.all(others);
    expect([...rulebook.current().rules.keys()]).toEqual(['first', 'second', 'third', 'fourth']);
    expect(shelf.readings).toHaveLength(2);
  });

  it('is not read where nothing has changed', async () => {
    const { shelf, rulebook } = open();
    shelf.add('first');
    const first = rulebook.refresh();
    await turn();
    shelf.readings[0]?.();
    await first;
    await rulebook.refresh();
    expect(shelf.readings).toHaveLength(1);
  });

  it('is read once more after a reading that failed', async () => {
    const log = createLog('silent');
    let isAway = true;
    const book = () =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve({ revision: 1, rules: [] });
    const rulebook = openRulebook({ rules: { book, bookRevision: async () => 1 }, log });
    const first = rulebook.refresh();
    const second = rulebook.refresh();
    await expect(first).rejects.toThrow('away');
    isAway = false;
    await second;
    expect(rulebook.current().revision).toBe(1);
  });
});
