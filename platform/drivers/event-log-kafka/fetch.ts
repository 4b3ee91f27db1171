import {
  type Broker,
  FetchIsolationLevels,
  fetchV17,
  IS_CONTROL,
  type RecordsBatch,
} from '@platformatic/kafka';
import type { StoredRecord } from '../event-log/records.ts';
import type { Place } from './cluster.ts';
import { responseIn, says } from './failures.ts';
import type { Lane } from './lane.ts';

/** A record of the log, with what stands beside its value. */
export interface FetchedRecord extends StoredRecord {
  /** Without a value: its key was removed. */
  readonly isRemoval: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** What one partition gave. */
export interface Fetched {
  readonly partition: number;
  readonly records: readonly FetchedRecord[];
  /** Offset behind what was given, gaps included. */
  readonly next: number;
  /** Offset that the partition's next record will get. */
  readonly end: number;
}

export interface FetchAnswer {
  readonly fetched: readonly Fetched[];
  /** Partitions that do not have the offset that was asked for: dropped already, or not there yet. */
  readonly outOfRange: readonly number[];
  /** Why partitions gave nothing, though they have the offset: their leader has moved. */
  readonly failure: unknown;
}

interface FetchOrder {
  readonly lane: Lane;
  readonly broker: Broker;
  readonly place: Place;
  /** By partition, in the order in which they are served. */
  readonly offsets: ReadonlyMap<number, number>;
  /** How long the broker waits for a first record, ms. */
  readonly waitMs: number;
  /** The first record that is found is given whatever its size. */
  readonly maxBytes: number;
  readonly partitionBytes: number;
  readonly withinMs: number;
}

type Response = Awaited<ReturnType<typeof fetchV17.api.async>>;

/** Of a batch's attributes: the broker's clock has set its time. */
const isLogAppendTime = 8;

const outOfRange = 1;
const none = '';

const noHeaders: FetchedRecord['headers'] = {};

const headersOf = (headers: RecordsBatch['records'][number]['headers']): FetchedRecord['headers'] =>
  Object.fromEntries(headers.map(([name, text]) => [String(name), text?.toString() ?? none]));

const recordsOf = (batch: RecordsBatch, partition: number, from: number): FetchedRecord[] => {
  // Of a transaction: no record of ours, but an offset.
  if (batch.attributes & IS_CONTROL) return [];
  const first = Number(batch.firstOffset);
  return batch.records.flatMap(({ key, value, headers, offsetDelta, timestampDelta }) => {
    const offset = first + offsetDelta;
    if (offset < from) return [];
    const time =
      batch.attributes & isLogAppendTime ? batch.maxTimestamp : batch.firstTimestamp + timestampDelta;
    return [
      {
        key: key?.toString() ?? none,
        text: value?.toString() ?? none,
        isRemoval: value === null,
        headers: headers.length === 0 ? noHeaders : headersOf(headers),
        position: { partition, offset },
        appendedAt: Number(time),
      },
    ];
  });
};

const endOf = (batch: RecordsBatch): number => Number(batch.firstOffset) + batch.lastOffsetDelta + 1;

/** One request to one broker, for partitions that it leads. Without a session, so that requests do not depend on one another. */
export const fetchFrom = async (order: FetchOrder): Promise<FetchAnswer> => {
  const { lane, broker, place, offsets, waitMs, maxBytes, partitionBytes, withinMs } = order;
  const topic = {
    topicId: place.id,
    partitions: [...offsets].map(([partition, offset]) => ({
      partition,
      currentLeaderEpoch: -1,
      fetchOffset: BigInt(offset),
      lastFetchedEpoch: -1,
      partitionMaxBytes: partitionBytes,
    })),
  };
  let failure: unknown;
  const { READ_UNCOMMITTED } = FetchIsolationLevels;
  const { responses } = await lane
    .call(broker, fetchV17.api, withinMs, waitMs, 1, maxBytes, READ_UNCOMMITTED, 0, -1, [topic], [], none)
    .catch((error: unknown) => {
      failure = error;
      return responseIn<Response>(error);
    });
  const partitions = responses.flatMap((response) => response.partitions);
  const failed = partitions.filter(({ errorCode }) => errorCode !== 0);
  return {
    fetched: partitions
      .filter(({ errorCode }) => errorCode === 0)
      .map(({ partitionIndex: partition, records, highWatermark }) => {
        const from = offsets.get(partition) ?? 0;
        const batches = records ?? [];
        const last = batches.at(-1);
        return {
          partition,
          records: batches.flatMap((batch) => recordsOf(batch, partition, from)),
          next: Math.max(from, last === undefined ? from : endOf(last)),
          end: Number(highWatermark),
        };
      }),
    outOfRange: failed
      .filter(({ errorCode }) => errorCode === outOfRange)
      .map(({ partitionIndex }) => partitionIndex),
    failure:
      failed.some(({ errorCode }) => errorCode !== outOfRange) || says(failure, 'UNKNOWN_TOPIC_ID')
        ? failure
        : undefined,
  };
};
