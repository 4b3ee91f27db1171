import { describe, expect, it } from 'vitest';
import type { ConsumeOptions } from '../../ports/event-log.ts';
import { eventually, type Note, readAll } from '../../ports/event-log-notes.contract.ts';
import { brokers, freshNamespace, manyNotes, note, openFresh, orWhyNot } from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';

const topic = makeTopic();

/** Fails what it calls poison. */
const readers = (isIll: () => boolean = () => true): ConsumeOptions<Note> => ({
  topic,
  group: 'readers',
  maxAttempts: 1,
  retryDelayMs: 1,
  handle: async (records) => {
    if (isIll() && records.some(({ value }) => value.text.startsWith('poison'))) throw new Error('ill');
  },
});

describe.skipIf(brokers.length === 0)(`dead letters of the event log on Kafka${orWhyNot}`, () => {
  it('are found by every process, of all partitions and groups, oldest first', async () => {
    const namespace = freshNamespace();
    const log = await openFresh({ namespace });
    await log.append(topic, manyNotes(8, 'poison'));
    const one = log.consume(readers());
    await eventually(() => one.lag()).toBe(0);
    const other = log.consume({ ...readers(), group: 'others' });
    await eventually(() => other.lag()).toBe(0);
    const letters = await (await openFresh({ namespace })).deadLetters(topic.name, 100);
    expect(letters).toHaveLength(16);
    expect(letters.map(({ group }) => group)).toEqual([
      ...new Array(8).fill('readers'),
      ...new Array(8).fill('others'),
    ]);
    expect(new Set(letters.map(({ position }) => position.partition)).size).toBe(2);
    expect(letters[0]).toMatchObject({ topic: 'notes', attempts: 1, cause: 'Error: ill' });
    expect(await log.deadLetters(topic.name, 3)).toEqual(letters.slice(0, 3));
    expect(await log.deadLetters('nothing', 3)).toEqual([]);
  });

  it('are replayed for their group alone, by hundreds', async () => {
    const log = await openFresh();
    await log.append(topic, manyNotes(250, 'poison'));
    let isIll = true;
    const consumers = ['readers', 'others'].map((group) => log.consume({ ...readers(() => isIll), group }));
    for (const consumer of consumers) await expect.poll(() => consumer.lag(), { timeout: 30_000 }).toBe(0);
    isIll = false;
    expect(await log.replayDeadLetters(topic, 'readers')).toBe(250);
    expect(await readAll(log, topic, 500)).toHaveLength(500);
    const left = await log.deadLetters(topic.name, 1000);
    expect(left).toHaveLength(250);
    expect(left.every(({ group }) => group === 'others')).toBe(true);
    expect(await log.replayDeadLetters(topic, 'readers')).toBe(0);
  });

  it('let a consumer wait where they are at their bound, and go on when they were replayed', async () => {
    const log = await openFresh({ maxDeadLetters: 2, partitions: 1 });
    await log.append(topic, manyNotes(4, 'poison'));
    let isIll = true;
    const consumer = log.consume(readers(() => isIll));
    await eventually(() => consumer.lag()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await log.deadLetters(topic.name, 10)).toHaveLength(2);
    isIll = false;
    expect(await log.replayDeadLetters(topic, 'readers')).toBe(2);
    await eventually(() => consumer.lag()).toBe(0);
    // The third had failed alone already: it goes to the letters when there is room.
    expect(await log.deadLetters(topic.name, 10)).toHaveLength(1);
  });

  it('never undo a newer record of a compacted topic', async () => {
    const compacted = makeTopic({ kind: 'compacted' });
    const log = await openFresh();
    await log.append(compacted, [note('key-0', 'poison'), note('key-1', 'poison'), note('key-0', 'newer')]);
    const consumer = log.consume({ ...readers(), topic: compacted });
    await eventually(() => consumer.lag()).toBe(0);
    await consumer.stop();
    expect(await log.replayDeadLetters(compacted, 'readers')).toBe(1);
    expect(await log.deadLetters(compacted.name, 10)).toEqual([]);
    const newest = new Map((await readAll(log, compacted)).map(({ key, value }) => [key, value.text]));
    expect(Object.fromEntries(newest)).toEqual({ 'key-0': 'newer', 'key-1': 'poison' });
  });
});
