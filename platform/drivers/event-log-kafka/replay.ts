import type { Topic } from '@aqmrg/schema/events/topic.ts';
import type { DeadLetter } from '../../ports/event-log.ts';
import type { AppendQueue } from './append-queue.ts';
import type { Place } from './cluster.ts';
import type { Letters } from './letters.ts';
import type { Reading } from './reading.ts';
import type { KeptTopic } from './topics.ts';

interface ReplayGround {
  readonly letters: Letters;
  readonly reading: Reading;
  readonly queue: AppendQueue;
  readonly topic: Topic<unknown>;
  readonly kept: KeptTopic;
  readonly place: Place;
  readonly group: string;
}

const pageRecords = 500;

/** Those whose key has no newer record: appended anew, the others would undo it. */
const withoutNewer = async (
  { reading, place }: ReplayGround,
  letters: readonly DeadLetter[],
): Promise<readonly DeadLetter[]> => {
  const { end } = await reading.range(place);
  const from: Record<number, number> = { ...end };
  for (const { position } of letters) {
    from[position.partition] = Math.min(from[position.partition] ?? 0, position.offset + 1);
  }
  const newest = new Map<string, number>();
  for (;;) {
    const { records } = await reading.page(place, from, pageRecords);
    if (records.length === 0) break;
    for (const { key, position } of records) {
      newest.set(key, position.offset);
      from[position.partition] = position.offset + 1;
    }
  }
  return letters.filter(({ key, position }) => (newest.get(key) ?? -1) <= position.offset);
};

/**
 * Appends a group's dead letters anew, and then removes them. A crash between the two leaves them to the next replay, which appends them once more: whoever
 * consumes them is used to seeing a record again.
 */
export const replayLetters = async (ground: ReplayGround): Promise<number> => {
  const { letters, queue, topic, kept, group } = ground;
  let replayed = 0;
  for await (const some of letters.ofGroup(topic.name, group)) {
    const again = topic.retention.kind === 'compacted' ? await withoutNewer(ground, some) : some;
    await queue.append(
      kept,
      again.map(({ key, value }) => ({ key: Buffer.from(key), value: Buffer.from(value) })),
    );
    await letters.remove(some);
    replayed += again.length;
  }
  return replayed;
};
