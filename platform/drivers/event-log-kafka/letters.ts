import type { DeadLetter } from '../../ports/event-log.ts';
import type { AppendQueue } from './append-queue.ts';
import type { Cluster, Place } from './cluster.ts';
import type { FetchedRecord } from './fetch.ts';
import type { Outgoing } from './produce.ts';
import type { Reading } from './reading.ts';
import type { KeptTopic } from './topics.ts';

/** The group's dead letters are at their bound. Its consumers stop there until they are replayed: a letter is never lost. */
class LettersFull extends Error {
  constructor(topic: string, group: string, bound: number) {
    super(`${bound} dead letters of ${topic} wait in group ${group}: replay them so that it can go on`);
    this.name = 'LettersFull';
  }
}

/** Where a letter lies. */
interface Kept {
  readonly id: string;
  readonly offset: number;
}

export interface Letters {
  /** Resolves when it is kept. The same record of the same group again takes the place of its letter. */
  add(letter: DeadLetter): Promise<void>;
  /** The oldest ones, oldest first. */
  list(topic: string, limit: number): Promise<readonly DeadLetter[]>;
  /** All of a group, oldest first, some at a time; those of one page may be removed while it goes on. */
  ofGroup(topic: string, group: string): AsyncGenerator<readonly DeadLetter[]>;
  remove(letters: readonly DeadLetter[]): Promise<void>;
}

interface LettersGround {
  readonly cluster: Cluster;
  readonly reading: Reading;
  readonly queue: AppendQueue;
  /** The cluster's name of the topic that keeps a topic's letters. */
  readonly nameOf: (topic: string) => string;
  /** Letters of one group that wait to be replayed. */
  readonly bound: number;
}

const pageRecords = 500;
const pageLetters = 100;

/** The letter's identity is its key, so that compaction keeps one, and none once it was removed. */
const idOf = ({ group, position: { partition, offset } }: DeadLetter): string =>
  JSON.stringify([group, partition, offset]);

const groupIn = (id: string): string => (JSON.parse(id) as [string])[0];

/** The record's text stays the value, as it was; the rest stands in headers. */
const outgoing = (letter: DeadLetter): Outgoing => ({
  key: Buffer.from(idOf(letter)),
  value: Buffer.from(letter.value),
  headers: {
    key: letter.key,
    cause: letter.cause,
    attempts: String(letter.attempts),
    'failed-at': String(letter.failedAt),
  },
});

const letterOf = (topic: string, { key: id, text, headers }: FetchedRecord): DeadLetter => {
  const [group, partition, offset] = JSON.parse(id) as [string, number, number];
  return {
    topic,
    group,
    position: { partition, offset },
    key: headers.key ?? '',
    value: text,
    cause: headers.cause ?? '',
    attempts: Number(headers.attempts),
    failedAt: Number(headers['failed-at']),
  };
};

/** A topic's letters lie in a compacted topic of their own, with one partition, in the order in which they failed. */
export const createLetters = ({ cluster, reading, queue, nameOf, bound }: LettersGround): Letters => {
  const counts = new Map<string, number>();

  const kept = (topic: string): KeptTopic => ({
    name: nameOf(topic),
    retention: { kind: 'compacted' },
    partitions: 1,
  });

  /** Undefined where no record of this topic has ever failed. */
  const placeOf = async (topic: string): Promise<Place | undefined> => {
    const name = nameOf(topic);
    return (await cluster.look([name])).get(name);
  };

  async function* pagesFrom(place: Place, start: number) {
    for (let from = start; ; ) {
      const { records } = await reading.page(place, { 0: from }, pageRecords);
      const last = records.at(-1);
      if (last === undefined) return;
      yield records;
      from = last.position.offset + 1;
    }
  }

  /** Without their values: there may be many of them. */
  const alive = async (place: Place, group?: string): Promise<readonly Kept[]> => {
    const found = new Map<string, number>();
    for await (const page of pagesFrom(place, 0)) {
      for (const { key: id, isRemoval, position } of page) {
        if (group !== undefined && groupIn(id) !== group) continue;
        found.delete(id);
        if (!isRemoval) found.set(id, position.offset);
      }
    }
    return [...found].map(([id, offset]) => ({ id, offset }));
  };

  async function* load(topic: string, place: Place, wanted: readonly Kept[]) {
    const [first] = wanted;
    if (first === undefined) return;
    const offsets = new Set(wanted.map(({ offset }) => offset));
    for await (const page of pagesFrom(place, first.offset)) {
      const found = page.filter(({ position }) => offsets.delete(position.offset));
      for (let i = 0; i < found.length; i += pageLetters) {
        yield found.slice(i, i + pageLetters).map((record) => letterOf(topic, record));
      }
      if (offsets.size === 0) return;
    }
  }

  const count = async (topic: string, group: string): Promise<number> => {
    const place = await placeOf(topic);
    const found = place === undefined ? 0 : (await alive(place, group)).length;
    counts.set(JSON.stringify([topic, group]), found);
    return found;
  };

  return {
    async add(letter) {
      const { topic, group } = letter;
      const known = counts.get(JSON.stringify([topic, group]));
      // other processes bury and replay, too: before it is called full, it is counted anew
      const before = known === undefined || known >= bound ? await count(topic, group) : known;
      if (before >= bound) throw new LettersFull(topic, group, bound);
      await queue.append(kept(topic), [outgoing(letter)]);
      counts.set(JSON.stringify([topic, group]), before + 1);
    },
    async list(topic, limit) {
      const place = await placeOf(topic);
      if (place === undefined) return [];
      const found: DeadLetter[] = [];
      for await (const some of load(topic, place, (await alive(place)).slice(0, limit))) found.push(...some);
      return found;
    },
    async *ofGroup(topic, group) {
      const place = await placeOf(topic);
      if (place !== undefined) yield* load(topic, place, await alive(place, group));
    },
    async remove(letters) {
      const [first] = letters;
      if (first === undefined) return;
      const removals = letters.map((letter) => ({ key: Buffer.from(idOf(letter)), value: null }));
      await queue.append(kept(first.topic), removals);
      counts.delete(JSON.stringify([first.topic, first.group]));
    },
  };
};
