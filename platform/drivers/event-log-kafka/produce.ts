import { setTimeout as sleep } from 'node:timers/promises';
import {
  initProducerIdV5,
  type MessageRecord,
  NumericMap,
  ProduceAcks,
  ProtocolError,
  produceV11,
} from '@platformatic/kafka';
import type { Cluster, Place } from './cluster.ts';
import { isPassing, responseIn, says } from './failures.ts';

export interface Outgoing {
  readonly key: Buffer;
  /** Null removes the key from a compacted topic. */
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Records of one topic by partition, in order. */
export type Batches = ReadonlyMap<number, readonly Outgoing[]>;

/** The records may be stored, or not: nobody has said. */
export class Unacknowledged extends Error {
  constructor(cause: unknown) {
    super('The broker did not acknowledge the records.', { cause });
    this.name = 'Unacknowledged';
  }
}

export interface Producer {
  /**
   * Resolves with the offset of the first record of each partition when all in-sync replicas have all of them. One call a topic at a time, or the order of
   * its keys is lost. Tries again until `deadline` (of `performance.now()`), each partition by itself and under the same sequence numbers, so that nothing is stored twice.
   * Then rejects with Unacknowledged: each partition's records are stored whole or not at all, but not all partitions alike. What a broker refuses for good (too large, not
   * allowed) rejects with its error.
   */
  send(place: Place, batches: Batches, deadline: () => number): Promise<ReadonlyMap<number, number>>;
}

/**
 * Numbers that brokers know this producer's batches by. After a batch whose fate is unknown the next epoch begins: a broker that has seen it refuses what comes late
 * from an older one, so that what was given up never lands behind what was acknowledged since.
 */
interface Identity {
  readonly id: bigint;
  readonly epoch: number;
  /** By topic and partition: the next sequence number. */
  readonly next: Map<string, number>;
}

interface Pending {
  readonly partition: number;
  readonly records: readonly Outgoing[];
  readonly sequence: number;
}

/** How long a broker waits for the replicas. */
const acksWithinMs = 5_000;
const requestMs = 8_000;
const firstPauseMs = 20;
const longestPauseMs = 500;
const sequences = 2 ** 31;
const lastEpoch = 2 ** 15 - 1;

/** The broker has forgotten this producer, or counts otherwise: it goes on under another name. */
const nameIsVoid = [
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
];

type Response = Exclude<Awaited<ReturnType<typeof produceV11.api.async>>, boolean>;

const messageOf = (topic: string, partition: number, { key, value, headers }: Outgoing): MessageRecord => ({
  topic,
  partition,
  key,
  value: value as Buffer,
  ...(headers === undefined
    ? {}
    : {
        headers: new Map(
          Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]),
        ),
      }),
});

export const createProducer = (cluster: Cluster): Producer & { close(): Promise<void> } => {
  const lane = cluster.openLane();
  let identity: Promise<Identity> | undefined;

  const identify = (): Promise<Identity> => {
    identity ??= cluster
      .askAny(initProducerIdV5.api, requestMs, null, 0, -1n, -1)
      .then(({ producerId, producerEpoch }) => ({ id: producerId, epoch: producerEpoch, next: new Map() }));
    const asked = identity;
    asked.catch(() => replace(asked, undefined));
    return asked;
  };

  const replace = (known: Promise<Identity>, by: Identity | undefined): void => {
    if (identity === known) identity = by && Promise.resolve(by);
  };

  const beginEpoch = async (known: Promise<Identity> | undefined): Promise<void> => {
    const name = await known?.catch(() => undefined);
    if (known === undefined || name === undefined) return;
    const { id, epoch } = name;
    replace(known, epoch < lastEpoch ? { id, epoch: epoch + 1, next: new Map() } : undefined);
  };

  const numbered = ({ next }: Identity, topic: string, batches: Batches): Pending[] =>
    [...batches].map(([partition, records]) => {
      const name = `${topic}:${partition}`;
      const sequence = next.get(name) ?? 0;
      next.set(name, (sequence + records.length) % sequences);
      return { partition, records, sequence };
    });

  /** One request to one broker. Resolves with what each partition said: an offset, or an error. */
  const sendTo = async (
    node: number,
    topic: string,
    pending: readonly Pending[],
    { id, epoch }: Identity,
    withinMs: number,
  ): Promise<readonly (readonly [Pending, number | Error])[]> => {
    const broker = cluster.broker(node);
    if (broker === undefined) return pending.map((one) => [one, new ProtocolError('LEADER_NOT_AVAILABLE')]);
    const messages = pending.flatMap(({ partition, records }) =>
      records.map((record) => messageOf(topic, partition, record)),
    );
    const numbers = new NumericMap(pending.map((one) => [`${topic}:${one.partition}`, one.sequence]));
    let answered: Response | boolean;
    try {
      answered = await lane
        .call(broker, produceV11.api, withinMs, ProduceAcks.ALL, acksWithinMs, messages, {
          producerId: id,
          producerEpoch: epoch,
          sequences: numbers,
        })
        .catch((error: unknown) => responseIn<Response>(error));
    } catch (error) {
      return pending.map((one) => [one, error as Error]);
    }
    const { responses } = answered as Response;
    const said = responses.flatMap(({ partitionResponses }) => partitionResponses);
    return pending.map((one) => {
      const answer = said.find(({ index }) => index === one.partition);
      if (answer === undefined) return [one, new ProtocolError('NETWORK_EXCEPTION')];
      if (answer.errorCode !== 0) return [one, new ProtocolError(answer.errorCode, answer.errorMessage)];
      return [one, Number(answer.baseOffset)];
    });
  };

  const send: Producer['send'] = async (place, batches, deadline) => {
    const stored = new Map<number, number>();
    let known: Promise<Identity> | undefined;
    let pending: Pending[] | undefined;
    let leaders = place.leaders;
    let failure: unknown;

    const attempt = async (withinMs: number): Promise<void> => {
      known ??= identify();
      const name = await known;
      pending ??= numbered(name, place.name, batches);
      const byNode = Map.groupBy(pending, ({ partition }) => leaders[partition] ?? -1);
      const said = await Promise.all(
        [...byNode].map(([node, some]) => sendTo(node, place.name, some, name, withinMs)),
      );
      const left: Pending[] = [];
      failure = undefined;
      for (const [one, answer] of said.flat()) {
        if (typeof answer === 'number') stored.set(one.partition, answer);
        else {
          left.push(one);
          if (failure === undefined || !isPassing(answer)) failure = answer;
        }
      }
      pending = left;
    };

    /** What is left is numbered anew: the one case in which a record may be stored twice. */
    const rename = (): void => {
      if (known !== undefined) replace(known, undefined);
      known = undefined;
      const left = new Set((pending ?? []).map(({ partition }) => partition));
      batches = new Map([...batches].filter(([partition]) => left.has(partition)));
      pending = undefined;
    };

    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      const left = deadline() - performance.now();
      try {
        await attempt(Math.min(requestMs, Math.max(1, left)));
      } catch (error) {
        failure = error;
        known = undefined;
      }
      if (failure === undefined) return stored;
      if (says(failure, ...nameIsVoid)) rename();
      else if (!isPassing(failure)) {
        await beginEpoch(known);
        throw failure;
      }
      if (deadline() - performance.now() <= pauseMs) {
        await beginEpoch(known);
        throw new Unacknowledged(failure);
      }
      await sleep(pauseMs);
      leaders = await cluster.look([place.name], true).then(
        (places) => places.get(place.name)?.leaders ?? leaders,
        () => leaders,
      );
    }
  };

  return { send, close: () => lane.close() };
};
