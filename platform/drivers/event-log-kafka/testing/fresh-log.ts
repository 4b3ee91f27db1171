import { randomUUID } from 'node:crypto';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { onTestFinished } from 'vitest';
import type { EventLog, NewRecord } from '../../../ports/event-log.ts';
import { type Note, readAll } from '../../../ports/event-log-notes.contract.ts';
import { type KafkaEventLogOptions, openKafkaEventLog } from '../index.ts';

/** For this driver's tests. */
export const brokers = process.env.KAFKA_BROKERS?.split(',') ?? [];

/** Stands behind the title of what needs a broker. */
export const orWhyNot = brokers.length === 0 ? ' (not run: KAFKA_BROKERS is not set)' : '';

/** Nobody else's, in a cluster that many tests share. */
export const freshNamespace = (): string => `test-${randomUUID()}.`;

/** Two partitions, and groups that notice at once who comes and goes; closed with the test. */
export const openFresh = async (options: Partial<KafkaEventLogOptions> = {}): Promise<EventLog> => {
  const log = await openKafkaEventLog({
    brokers,
    namespace: freshNamespace(),
    partitions: 2,
    groups: { heartbeatMs: 100 },
    ...options,
  });
  onTestFinished(() => log.close());
  return log;
};

export const note = (key: string, text: string): NewRecord<Note> => ({ key, value: { text } });

/** `count` notes of as many keys, which fall into all partitions. */
export const manyNotes = (count: number, text = 'x'): readonly NewRecord<Note>[] =>
  Array.from({ length: count }, (_, i) => note(`key-${i}`, `${text} ${i}`));

export const textsIn = async (log: EventLog, topic: Topic<Note>): Promise<readonly string[]> =>
  (await readAll(log, topic, 500)).map(({ value }) => value.text);
