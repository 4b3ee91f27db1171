import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Pieces of work that end when they are told to. */
const open = (atOnce: number, mostWaiting: number) => {
  const gate = createGate({ atOnce, mostWaiting, message: 'Too many.' });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const enter = (name: number): Promise<number> =>
    gate(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => void ends.push(resolve));
      return name;
    });
  return { gate, begun, ends, enter };
};

describe('a gate', () => {
  it('lets so many in at once, and the next ones in the order in which they came', async () => {
    const { begun, ends, enter } = open(2, 10);
    const all = [1, 2, 3, 4, 5].map(enter);
    await turn();
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await turn();
    expect(begun).toEqual([1, 2, 3]);
    for (let index = 0; index < 5; index += 1) {
      ends[index]?.();
      await turn();
    }
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses whoever finds too many waiting, and takes others when there are fewer', async () => {
    const { begun, ends, enter } = open(1, 2);
    const all = [1, 2, 3].map(enter);
    await expect(enter(4)).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 1 });
    ends[0]?.();
    await turn();
    all.push(enter(5));
    for (let index = 1; index < 4; index += 1) {
      ends[index]?.();
      await turn();
    }
    await Promise.all(all);
    expect(begun).toEqual([1, 2, 3, 5]);
  });

  it('lets the next one in after work that failed', async () => {
    const { gate } = open(1, 10);
    const failing = gate(() => Promise.reject(new Error('it broke')));
    const next = gate(async () => 'done');
    await expect(failing).rejects.toThrow('it broke');
    expect(await next).toBe('done');
    expect(await gate(async () => 'again')).toBe('again');
  });
});
