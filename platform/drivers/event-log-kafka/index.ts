import { createHash, randomUUID } from 'node:crypto';
import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { createLog, type Log } from '../../log.ts';
import type { ConsumeOptions, Consumer, EventLog, LogRecord, Positions } from '../../ports/event-log.ts';
import { checkedTexts, decode, type StoredRecord } from '../event-log/records.ts';
import { createTail } from '../event-log/tail.ts';
import { createAppendQueue } from './append-queue.ts';
import { openCluster, type Place } from './cluster.ts';
import { startConsumer } from './consumer.ts';
import { cannotOpen, closed } from './failures.ts';
import type { Sasl } from './lane.ts';
import { createLetters } from './letters.ts';
import { createMembership, type GroupTimes } from './membership.ts';
import { openPageReader } from './page-reader.ts';
import { createProducer } from './produce.ts';
import { createReading } from './reading.ts';
import { replayLetters } from './replay.ts';
import { type KeptTopic, openTopics } from './topics.ts';

export interface KafkaEventLogOptions {
  /** `host:port` of some brokers; the others are learned from them. Kafka 3.9 or newer. */
  readonly brokers: readonly string[];
  /** Stands before the names of topics and groups, so that several logs share a cluster: `aqmrg.`. Letters, digits, `.`, `_`, `-`. Default: nothing. */
  readonly namespace?: string;
  /** Made at the start where they are absent. Others are made when they are first used. */
  readonly topics?: readonly Topic<unknown>[];
  /** Of topics that are made; those that exist keep theirs. Never change it for a topic that has records: a key's records would be in two partitions. Default 12. */
  readonly partitions?: number;
  /** Of topics that are made. With 3, two brokers have a record before it is acknowledged. Default 1. */
  readonly replicationFactor?: number;
  /** Of topics that are made: whether brokers sync to their disks before they acknowledge, which costs a sync a partition and request. Default: where there is one replica. */
  readonly syncEveryBatch?: boolean;
  readonly tls?: TlsOptions;
  readonly sasl?: Sasl;
  /** How long an append waits for its acknowledgement, ms; then OVERLOADED. Default 8,000: less than the gateway gives a subgraph. */
  readonly appendTimeoutMs?: number;
  /** How long a read waits for an answer, ms; then SUBGRAPH_UNAVAILABLE. Default 5,000. */
  readonly readTimeoutMs?: number;
  /** How long to open, and how long to close, at most, ms. Default 15,000 and 5,000. */
  readonly openTimeoutMs?: number;
  readonly closeTimeoutMs?: number;
  readonly groups?: Partial<GroupTimes>;
  /** Dead letters of one group that wait to be replayed; beyond, its consumers wait. Default 10,000. */
  readonly maxDeadLetters?: number;
  /** A superseded record of a compacted topic stays at least this long, so that a tail sees it. Default 60 s. Of topics that are made. */
  readonly compactAfterMs?: number;
  /** Epoch ms. Default: the system's clock. */
  readonly now?: () => number;
  readonly log?: Log;
}

const pageRecords = 500;
const largestBatch = 5000;
const defaultGroupTimes: GroupTimes = {
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 60_000,
  heartbeatMs: 2_000,
};

const clamp = (limit: number, most: number): number => Math.min(Math.max(Math.floor(limit), 0), most);

/** Made anew with the log: the cluster's id and that of a topic which is made first and never written. Others may come and go. */
const epochOf = (clusterId: string, marker: Place): string =>
  createHash('sha256').update(`${clusterId} ${marker.id}`).digest('base64url').slice(0, 22);

/**
 * The event log on Kafka: keys have their partition by murmur2, acknowledgement by all replicas in sync, an idempotent producer, consumer groups with one topic each. What waits
 * here, and what happens when it is full: appends: 50,000 records or 256 MB, and `appendTimeoutMs`, then OVERLOADED · single reads: 1,000, and `readTimeoutMs`, then OVERLOADED and
 * SUBGRAPH_UNAVAILABLE · a tail or a consumer: a page in hand and one under way a broker, a megabyte a partition · dead letters: `maxDeadLetters` a group, then its consumers wait.
 * While the brokers are away, appends wait and then are refused, none is acknowledged; what waits is sent in order when they are back.
 */
export const openKafkaEventLog = async (options: KafkaEventLogOptions): Promise<EventLog> => {
  const { namespace = '', partitions = 12, now = Date.now, log = createLog('silent'), tls, sasl } = options;
  const { appendTimeoutMs = 8_000, readTimeoutMs = 5_000, closeTimeoutMs = 5_000 } = options;
  const times = { ...defaultGroupTimes, ...options.groups };
  const reaching = {
    clientId: `aqmrg-${randomUUID()}`,
    connectTimeoutMs: Math.min(5_000, readTimeoutMs),
    ...(tls ? { tls } : {}),
    ...(sasl ? { sasl } : {}),
  };
  const cluster = openCluster(options.brokers, reaching, readTimeoutMs);
  const { replicationFactor = 1 } = options;
  const topics = openTopics(cluster, {
    replicationFactor,
    syncEveryBatch: options.syncEveryBatch ?? replicationFactor === 1,
    compactAfterMs: options.compactAfterMs ?? 60_000,
    log,
  });
  const kept = ({ name, retention }: Topic<never>): KeptTopic => ({
    name: `${namespace}${name}`,
    retention,
    partitions,
  });
  const marker: KeptTopic = { name: `${namespace}epoch`, retention: { kind: 'compacted' }, partitions: 1 };

  const begin = async (): Promise<string> => {
    const wanted = [marker, ...(options.topics ?? []).map((topic) => kept(topic as Topic<never>))];
    const [place] = await topics.ensure(wanted, options.openTimeoutMs ?? 15_000);
    return epochOf(cluster.id, place as Place);
  };
  const epoch = await begin().catch(async (error: unknown) => {
    await cluster.close();
    throw cannotOpen(options.brokers, error);
  });

  const producer = createProducer(cluster);
  const queue = createAppendQueue({ topics, producer, withinMs: appendTimeoutMs });
  const reading = createReading(cluster, readTimeoutMs);
  const letters = createLetters({
    cluster,
    reading,
    queue,
    nameOf: (topic) => `${namespace}${topic}.dead-letters`,
    bound: options.maxDeadLetters ?? 10_000,
  });
  const consumers = new Map<string, Consumer>();
  const closing = new AbortController();
  const { signal: isClosing } = closing;
  let isAccepting = true;
  let replaying: Promise<unknown> = Promise.resolve();
  let shut: Promise<void> | undefined;

  const placeOf = async <T>(topic: Topic<T>): Promise<Place> => {
    if (isClosing.aborted) throw closed();
    const [place] = await topics.ensure([kept(topic as Topic<never>)], readTimeoutMs);
    return place as Place;
  };

  const readable = <T>(topic: Topic<T>, records: readonly StoredRecord[]): readonly LogRecord<T>[] =>
    records.flatMap((stored) => {
      const entry = decode<T>(stored);
      if (entry.kind === 'record') return [entry.record];
      log.error(
        { topic: topic.name, position: entry.position, cause: entry.cause },
        'skipped an unreadable record',
      );
      return [];
    });

  const shutDown = async (): Promise<void> => {
    closing.abort();
    // Consumers first: the batches in hand may still append.
    await Promise.all([...consumers.values()].map((consumer) => consumer.stop()));
    isAccepting = false;
    await queue.close(closeTimeoutMs);
    await Promise.all([producer.close(), reading.close(), cluster.close()]);
  };

  return {
    epoch,
    append: async (topic, records) => {
      if (!isAccepting) throw closed();
      if (records.length === 0) return [];
      queue.admit(records.length);
      const texts = checkedTexts(topic, records);
      return queue.append(
        kept(topic as Topic<never>),
        records.map(({ key }, i) => ({ key: Buffer.from(key), value: Buffer.from(texts[i] as string) })),
      );
    },
    consume: <T>(consume: ConsumeOptions<T>) => {
      const { topic, batchSize = 1000 } = consume;
      const id = JSON.stringify([topic.name, consume.group]);
      if (consumers.has(id)) throw new Error(`Group ${consume.group} consumes ${topic.name} already`);
      if (isClosing.aborted) throw closed();
      const { name } = kept(topic as Topic<never>);
      const group = `${name}.${consume.group}`;
      const place = (): Promise<Place> => placeOf(topic);
      const consumer = startConsumer<T>(
        { ...consume, batchSize: clamp(batchSize, largestBatch) },
        {
          membership: createMembership({
            cluster,
            group,
            topic: name,
            partitions: async () => (await place()).leaders.length,
            times,
          }),
          committed: async () => reading.committed(await place(), group),
          openReader: async (from) =>
            openPageReader({
              cluster,
              place: await place(),
              from,
              beyondEnd: 'begin again',
              patienceMs: readTimeoutMs,
            }),
          lag: async () => reading.lag(await place(), group),
          keep: letters.add,
          now,
          log,
        },
      );
      consumers.set(id, consumer);
      return {
        lag: consumer.lag,
        stop: async () => {
          await consumer.stop();
          if (consumers.get(id) === consumer) consumers.delete(id);
        },
      };
    },
    readFrom: async <T>(topic: Topic<T>, from: Positions, limit: number) => {
      const place = await placeOf(topic);
      for (let next = from; ; ) {
        const page = await reading.page(place, next, clamp(limit, pageRecords));
        const records = readable(topic, page.records);
        // Empty means the end, so a page of nothing readable is passed over.
        if (records.length > 0 || page.records.length === 0) return records;
        next = { ...next, ...page.next };
      }
    },
    tail: <T>(topic: Topic<T>, from: Positions, signal: AbortSignal) => {
      let reader: ReturnType<typeof openPageReader> | undefined;
      const open = async () => {
        const place = await placeOf(topic);
        const all = Object.fromEntries(
          place.leaders.map((_, partition) => [partition, from[partition] ?? 0]),
        );
        return openPageReader({ cluster, place, from: all, beyondEnd: 'wait', patienceMs: readTimeoutMs });
      };
      const pull = async (ended: AbortSignal): Promise<readonly LogRecord<T>[]> => {
        reader ??= await open();
        while (!ended.aborted) {
          const { records } = await reader.next(pageRecords, ended);
          const found = readable(topic, records);
          if (found.length > 0) return found;
        }
        return [];
      };
      return createTail(pull, [signal, isClosing], () => void reader?.close());
    },
    bounds: async (topic) => reading.range(await placeOf(topic)),
    deadLetters: (topic, limit) => letters.list(topic, clamp(limit, 1000)),
    replayDeadLetters: (topic, group) => {
      // One after the other, or two would append the same letters.
      const work = replaying.then(async () =>
        replayLetters({
          letters,
          reading,
          queue,
          topic: topic as unknown as Topic<unknown>,
          kept: kept(topic as Topic<never>),
          place: await placeOf(topic),
          group,
        }),
      );
      replaying = work.catch(() => undefined);
      return work;
    },
    close: () => {
      shut ??= shutDown();
      return shut;
    },
  };
};
