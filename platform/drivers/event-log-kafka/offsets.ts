import {
  type Broker,
  FetchIsolationLevels,
  FindCoordinatorKeyTypes,
  findCoordinatorV4,
  ListOffsetTimestamps,
  listOffsetsV9,
  offsetFetchV9,
  ProtocolError,
} from '@platformatic/kafka';
import type { Positions } from '../../ports/event-log.ts';
import type { Cluster, Place } from './cluster.ts';
import { isPassing } from './failures.ts';
import type { Lane } from './lane.ts';

export interface Range {
  /** Oldest offset still kept, by partition. */
  readonly oldest: Positions;
  /** Offset that the next record will get, by partition. */
  readonly end: Positions;
}

/** Asks each leader for its partitions. A leader that has moved is looked up before the error goes on, so that who tries again meets the new one. */
export const byLeader = async <R>(
  cluster: Cluster,
  place: Place,
  partitions: readonly number[],
  ask: (broker: Broker, partitions: readonly number[]) => Promise<R>,
): Promise<readonly R[]> => {
  const byNode = Map.groupBy(partitions, (partition) => place.leaders[partition] ?? -1);
  try {
    return await Promise.all(
      [...byNode].map(([node, some]) => {
        const broker = cluster.broker(node);
        if (broker === undefined) throw new ProtocolError('LEADER_NOT_AVAILABLE');
        return ask(broker, some);
      }),
    );
  } catch (error) {
    if (isPassing(error)) await cluster.look([place.name], true).catch(() => undefined);
    throw error;
  }
};

const listOne = async (
  cluster: Cluster,
  lane: Lane,
  place: Place,
  timestamp: bigint,
  withinMs: number,
): Promise<Positions> => {
  const all = place.leaders.map((_, partition) => partition);
  const answers = await byLeader(cluster, place, all, (broker, partitions) =>
    lane.call(broker, listOffsetsV9.api, withinMs, -1, FetchIsolationLevels.READ_UNCOMMITTED, [
      {
        name: place.name,
        partitions: partitions.map((partitionIndex) => ({
          partitionIndex,
          currentLeaderEpoch: -1,
          timestamp,
        })),
      },
    ]),
  );
  const found = answers.flatMap(({ topics }) => topics).flatMap(({ partitions }) => partitions);
  return Object.fromEntries(found.map(({ partitionIndex, offset }) => [partitionIndex, Number(offset)]));
};

/** One try. */
export const rangeOf = async (
  cluster: Cluster,
  lane: Lane,
  place: Place,
  withinMs: number,
): Promise<Range> => {
  const [oldest, end] = await Promise.all([
    listOne(cluster, lane, place, ListOffsetTimestamps.EARLIEST, withinMs),
    listOne(cluster, lane, place, ListOffsetTimestamps.LATEST, withinMs),
  ]);
  return { oldest, end };
};

/** The broker that keeps a group. One try. */
export const coordinatorOf = async (cluster: Cluster, group: string, withinMs: number): Promise<Broker> => {
  const key = FindCoordinatorKeyTypes.GROUP;
  const { coordinators } = await cluster.askAny(findCoordinatorV4.api, withinMs, key, [group]);
  return coordinators[0] as Broker;
};

/** What a group has committed; a partition of which it has committed nothing is absent. One try. */
export const committedOf = async (
  cluster: Cluster,
  lane: Lane,
  group: string,
  place: Place,
  withinMs: number,
): Promise<Positions> => {
  const broker = await coordinatorOf(cluster, group, withinMs);
  const topics = [{ name: place.name, partitionIndexes: place.leaders.map((_, partition) => partition) }];
  const asked = [{ groupId: group, memberId: null, memberEpoch: -1, topics }];
  const { groups } = await lane.call(broker, offsetFetchV9.api, withinMs, asked, false);
  const found = groups.flatMap(({ topics: all }) => all).flatMap(({ partitions }) => partitions);
  return Object.fromEntries(
    found
      .filter(({ committedOffset }) => committedOffset >= 0n)
      .map(({ partitionIndex, committedOffset }) => [partitionIndex, Number(committedOffset)]),
  );
};
