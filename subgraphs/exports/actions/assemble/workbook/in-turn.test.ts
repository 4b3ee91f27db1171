import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('has one at a time, in the order in which they came, whatever becomes of those before', async () => {
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const leaving = new AbortController();
  const idle = new AbortController().signal;
  const asked = [
    inTurn(async () => {
      await first.promise;
      done.push('first');
      throw new Error('it failed');
    }, idle),
    inTurn(async () => done.push('never'), leaving.signal),
    inTurn(async () => done.push('third'), idle),
  ];
  const settled = Promise.allSettled(asked);
  leaving.abort(new Error('enough'));
  await expect(asked[1]).rejects.toThrow('enough');
  expect(done).toEqual([]);
  first.resolve();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(done).toEqual(['first', 'third']);
});
