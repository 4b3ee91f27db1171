import { describe, expect, it } from 'vitest';
import type { EventLog } from '../../ports/event-log.ts';
import { eventually, readAll } from '../../ports/event-log-notes.contract.ts';
import { brokers, freshNamespace, note, openFresh, orWhyNot, textsIn } from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';
import { openOperator } from './testing/operator.ts';

const compacted = makeTopic({ kind: 'compacted' });
const kept = makeTopic({ kind: 'time', days: 2 });

const updates = (count: number) =>
  Array.from({ length: count }, (_, i) => note(`key-${i % 3}`, `update ${i}`));

const collect = (log: EventLog, topic = kept) => {
  const seen: string[] = [];
  const consumer = log.consume({
    topic,
    group: 'late',
    retryDelayMs: 1,
    handle: async (records) => void seen.push(...records.map(({ value }) => value.text)),
  });
  return { seen, consumer };
};

describe.skipIf(brokers.length === 0)(`retention of the event log on Kafka${orWhyNot}`, () => {
  it('is what the topic says, and what it says anew', async () => {
    const namespace = freshNamespace();
    const operator = openOperator();
    await openFresh({ namespace, topics: [kept as never] });
    expect(await operator.configOf(`${namespace}notes`, 'retention.ms')).toBe(String(2 * 86_400_000));
    await openFresh({ namespace, topics: [makeTopic({ kind: 'time', days: 9 }) as never] });
    expect(await operator.configOf(`${namespace}notes`, 'retention.ms')).toBe(String(9 * 86_400_000));
    const last = await openFresh({ namespace });
    await last.append(compacted, [note('key', 'one')]);
    expect(await operator.configOf(`${namespace}notes`, 'cleanup.policy')).toBe('compact');
  });

  it('leaves what an operator has tuned beside it', async () => {
    const namespace = freshNamespace();
    const operator = openOperator();
    await openFresh({ namespace, topics: [kept as never] });
    await operator.configure(`${namespace}notes`, { 'segment.ms': '123456' });
    await openFresh({ namespace, topics: [kept as never] });
    expect(await operator.configOf(`${namespace}notes`, 'segment.ms')).toBe('123456');
  });

  it('lets consumers, tails and pages go on behind what was dropped', async () => {
    const namespace = freshNamespace();
    const log = await openFresh({ namespace, partitions: 1 });
    await log.append(kept, updates(9));
    await openOperator().drop(`${namespace}notes`, 0, 5);
    expect(await textsIn(log, kept)).toEqual(['update 5', 'update 6', 'update 7', 'update 8']);
    expect(await log.bounds(kept)).toEqual({ oldest: { 0: 5 }, end: { 0: 9 } });
    const tail = log.tail(kept, { 0: 2 }, new AbortController().signal);
    expect((await tail.next()).value).toMatchObject([{ position: { offset: 5 } }, {}, {}, {}]);
    await tail.return?.();
    const { seen, consumer } = collect(log);
    await eventually(() => consumer.lag()).toBe(0);
    expect(seen).toEqual(['update 5', 'update 6', 'update 7', 'update 8']);
  });

  it('drops records under a tail and a consumer that stand at the end, without their noticing', async () => {
    const namespace = freshNamespace();
    const log = await openFresh({ namespace, partitions: 1 });
    await log.append(kept, updates(5));
    const { seen, consumer } = collect(log);
    await eventually(() => consumer.lag()).toBe(0);
    const tail = log.tail(kept, { 0: 5 }, new AbortController().signal);
    const waiting = tail.next();
    await openOperator().drop(`${namespace}notes`, 0, 5);
    await log.append(kept, [note('key', 'behind the gap')]);
    expect((await waiting).value).toMatchObject([{ value: { text: 'behind the gap' } }]);
    await eventually(() => seen.at(-1)).toBe('behind the gap');
    await tail.return?.();
  });

  it('keeps the newest record of each key where it stood, and readers pass the gaps', async () => {
    const namespace = freshNamespace();
    const log = await openFresh({ namespace, partitions: 1, compactAfterMs: 0 });
    await log.append(compacted, updates(300));
    // the cleaner leaves the segment alone that is written to
    await openOperator().configure(`${namespace}notes`, {
      'segment.ms': '100',
      'min.cleanable.dirty.ratio': '0.01',
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await log.append(compacted, [note('key-9', 'last')]);
    const left = ['update 297', 'update 298', 'update 299', 'last'];
    await expect.poll(() => textsIn(log, compacted), { timeout: 40_000, interval: 300 }).toEqual(left);
    expect((await readAll(log, compacted, 2)).map(({ position }) => position.offset)).toEqual([
      297, 298, 299, 300,
    ]);
    const tail = log.tail(compacted, { 0: 3 }, new AbortController().signal);
    expect((await tail.next()).value?.[0]).toMatchObject({ position: { offset: 297 } });
    await tail.return?.();
    const { seen, consumer } = collect(log, compacted);
    await eventually(() => consumer.lag()).toBe(0);
    expect(seen).toEqual(left);
  });

  it('makes a topic again that somebody removed', async () => {
    const namespace = freshNamespace();
    const log = await openFresh({ namespace, partitions: 1, readTimeoutMs: 500 });
    await log.append(kept, updates(3));
    await openOperator().remove(`${namespace}notes`);
    const appended = () =>
      log.append(kept, [note('key', 'anew')]).then(
        ([position]) => position?.offset,
        () => 'not yet',
      );
    await expect.poll(appended, { timeout: 30_000, interval: 200 }).toBe(0);
    await eventually(() => textsIn(log, kept).catch(() => [])).toEqual(['anew']);
  });
});
