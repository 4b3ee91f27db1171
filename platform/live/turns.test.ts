import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('turns', () => {
  it('go round in order, and let the event loop go on in between', async () => {
    const turns = createTurns();
    const seen: string[] = [];
    let rounds = 0;
    const count = (): void => {
      rounds += 1;
      if (seen.length < 9) setImmediate(count);
    };
    setImmediate(count);
    const work = async (name: string): Promise<void> => {
      for (let i = 0; i < 3; i += 1) {
        await turns.next();
        seen.push(name);
      }
    };
    await Promise.all(['a', 'b', 'c'].map(work));
    expect(seen.join('')).toBe('abcabcabc');
    expect(rounds).toBeGreaterThanOrEqual(8);
  });

  it('are there again after all have had theirs', async () => {
    const turns = createTurns();
    await turns.next();
    await new Promise(setImmediate);
    await turns.next();
  });
});
