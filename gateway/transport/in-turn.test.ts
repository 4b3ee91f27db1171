import { describe, expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

const give = ({ next }: ReturnType<typeof inTurn<string>>, times: number): string[] =>
  Array.from({ length: times }, next);

describe('what is given in turn', () => {
  it('is each of them as often as the others', () => {
    expect(give(inTurn(['a', 'b', 'c']), 9).sort()).toEqual([...'aaabbbccc']);
  });

  it('is another than one that cannot be reached, for a while', () => {
    let now = 0;
    const turns = inTurn(['a', 'b', 'c'], () => now);
    turns.passOver('b');
    expect(give(turns, 6).sort()).toEqual([...'aaaccc']);
    now = 2_000;
    expect(give(turns, 6).sort()).toEqual([...'aabbcc']);
  });

  it('is any of them where none can be reached', () => {
    const turns = inTurn(['a', 'b'], () => 0);
    turns.passOver('a');
    turns.passOver('b');
    expect(give(turns, 4).sort()).toEqual([...'aabb']);
  });
});
