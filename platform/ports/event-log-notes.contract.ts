import { randomUUID } from 'node:crypto';
import { defineTopic, type Topic } from '@aqmrg/schema/events/topic.ts';
import { expect } from 'vitest';
import { z } from 'zod';
import type { ConsumeOptions, Consumer, EventLog, LogRecord, NewRecord, Positions } from './event-log.ts';

/** What the contract's tests write. */
export interface Note {
  readonly text: string;
}

/** The log under test; `reopen` closes it and opens it again. */
export interface LogUnderTest {
  readonly log: () => EventLog;
  readonly reopen: () => Promise<void>;
}

export const makeTopic = (): Topic<Note> =>
  defineTopic({
    name: `contract.${randomUUID()}`,
    retention: { kind: 'time', days: 1 },
    schema: z.strictObject({ text: z.string() }),
  });

export const notes = (...texts: readonly string[]): readonly NewRecord<Note>[] =>
  texts.map((text) => ({ key: 'sensor-1', value: { text } }));

export const numbered = (count: number): readonly NewRecord<Note>[] =>
  notes(...Array.from({ length: count }, (_, i) => `note ${i}`));

export const texts = (records: readonly { readonly value: Note }[]): readonly string[] =>
  records.map(({ value }) => value.text);

/** `expect.poll` with patience for a busy machine. */
export const eventually = <R>(find: () => R) => expect.poll(find, { timeout: 15_000, interval: 10 });

const behind = (from: Positions, page: readonly LogRecord<Note>[]): Positions => ({
  ...from,
  ...Object.fromEntries(page.map(({ position }) => [position.partition, position.offset + 1])),
});

export const readAll = async (
  log: EventLog,
  topic: Topic<Note>,
  limit = 1000,
): Promise<readonly LogRecord<Note>[]> => {
  const found: LogRecord<Note>[] = [];
  for (let from: Positions = {}; ; ) {
    const page = await log.readFrom(topic, from, limit);
    if (page.length === 0) return found;
    found.push(...page);
    from = behind(from, page);
  }
};

/** A consumer that comes back quickly. */
export const consumeQuickly = (
  log: EventLog,
  topic: Topic<Note>,
  handle: ConsumeOptions<Note>['handle'],
  more: Partial<ConsumeOptions<Note>> = {},
): Consumer => log.consume({ topic, group: 'readers', retryDelayMs: 1, handle, ...more });
