import { anonymous } from '@aqmrg/platform/caller.ts';
import { describe, expect, it } from 'vitest';
import { person } from '../../testing/open-direct.ts';
import { createTurns } from './turns.ts';

const text = { isWorkbook: false };
const book = { isWorkbook: true };
const [ada, ben, eve] = ['ada', 'ben', 'eve'].map((id) => ({ caller: person(id), from: '192.0.2.1' }));
const open = () => createTurns({ atOnce: 4, atOnceOfOne: 2 });
type Asker = NonNullable<typeof ada>;

describe('turns', () => {
  it('are no more of one account than its share, and of all no more than there are', () => {
    const turns = open();
    const enter = (who: Asker | undefined) => turns.enter(who as Asker, text);
    const leave = enter(ada);
    enter(ada);
    expect(() => enter(ada)).toThrow('2 answers of this kind to you are under way already.');
    enter(ben);
    leave();
    // once is enough
    leave();
    enter(ada);
    expect(() => enter(ada)).toThrow('to you');
    enter(ben);
    expect(() => enter(eve)).toThrow('4 answers of this kind are under way already.');
  });

  it('of strangers are those of their address', () => {
    const turns = open();
    const enter = (from: string) => turns.enter({ caller: anonymous, from }, text);
    for (const from of ['2001:db8::1', '2001:db8::2']) enter(from);
    expect(() => enter('2001:db8::3')).toThrow('to you');
    expect(() => enter('2001:db8:1::3')).not.toThrow();
  });

  it('of workbooks are one at a time, whoever asks', () => {
    const turns = open();
    const leave = turns.enter(ada as Asker, book);
    expect(() => turns.enter(ben as Asker, book)).toThrow('1 workbooks are under way already.');
    // who was refused holds no place
    for (const _ of [1, 2]) turns.enter(ben as Asker, text);
    leave();
    expect(() => turns.enter(eve as Asker, book)).not.toThrow();
  });
});
