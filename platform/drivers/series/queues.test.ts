import { describe, expect, it } from 'vitest';
import { Gate } from './gate.ts';
import { WriteQueue } from './write-queue.ts';

const after = <T>(value: T) => new Promise<T>((resolve) => setImmediate(resolve, value));

describe('the write queue', () => {
  it('does one piece of work after the other, in the order in which they came', async () => {
    const queue = new WriteQueue();
    const seen: string[] = [];
    const work = (name: string) =>
      queue.add(1, async () => {
        seen.push(`${name} starts`);
        await after(0);
        seen.push(`${name} ends`);
      });
    await Promise.all([work('one'), work('two')]);
    expect(seen).toStrictEqual(['one starts', 'one ends', 'two starts', 'two ends']);
  });

  it('goes on after work that failed', async () => {
    const queue = new WriteQueue();
    const failing = queue.add(1, () => Promise.reject(new Error('no')));
    const next = queue.add(1, () => after('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('refuses rows over the bound until those before are done', async () => {
    const queue = new WriteQueue();
    const first = queue.add(49_000, () => after('first'));
    await expect(queue.add(1_001, () => after('too much'))).rejects.toMatchObject({ code: 'OVERLOADED' });
    const fits = queue.add(1_000, () => after('fits'));
    const lookup = queue.add(0, () => after('a lookup'));
    expect(await Promise.all([first, fits, lookup])).toStrictEqual(['first', 'fits', 'a lookup']);
    await expect(queue.add(60_000, () => after('alone'))).resolves.toBe('alone');
  });
});

describe('the gate', () => {
  it('lets no more in than its limit, and lets nobody overtake one that must be alone', async () => {
    const gate = new Gate(2, 10);
    let inside = 0;
    let most = 0;
    const seen: string[] = [];
    const work = (name: string) => async () => {
      inside += 1;
      most = Math.max(most, inside);
      await after(0);
      seen.push(`${name} of ${inside}`);
      inside -= 1;
    };
    await Promise.all([
      gate.run(work('a')),
      gate.run(work('b')),
      gate.run(work('c')),
      gate.alone(work('alone')),
      gate.run(work('d')),
    ]);
    expect(most).toBe(2);
    expect(seen.indexOf('alone of 1')).toBe(3);
    expect(seen.at(-1)).toBe('d of 1');
  });

  it('refuses those who would wait behind too many', async () => {
    const gate = new Gate(1, 1);
    const running = gate.run(() => after(1));
    const waiting = gate.run(() => after(2));
    expect(() => gate.run(() => after(3))).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
    expect(await Promise.all([running, waiting])).toStrictEqual([1, 2]);
  });

  it('lets those go who leave the line, and lets in who stood behind them', async () => {
    const gate = new Gate(2, 10);
    const leaving = new AbortController();
    const left = new Error('left');
    const running = gate.run(() => after(1));
    const second = gate.run(() => after(2));
    const waiting = gate.run(() => after('never'), leaving.signal);
    const behind = gate.run(() => after(3));
    leaving.abort(left);
    await expect(waiting).rejects.toBe(left);
    expect(await Promise.all([running, second, behind])).toStrictEqual([1, 2, 3]);
    await expect(gate.run(() => after('never'), leaving.signal)).rejects.toBe(left);
    await expect(gate.alone(() => after('all free'))).resolves.toBe('all free');
  });

  it('lets others in after work that failed', async () => {
    const gate = new Gate(1, 1);
    await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.run(() => after('yes'))).resolves.toBe('yes');
  });
});
