import {
  type API,
  type Broker,
  heartbeatV4,
  joinGroupV9,
  leaveGroupV5,
  offsetCommitV9,
  syncGroupV5,
} from '@platformatic/kafka';
import type { Positions } from '../../ports/event-log.ts';
import { Stopped } from '../event-log/deliver.ts';
import { assign } from './assign.ts';
import type { Cluster } from './cluster.ts';
import { isUnreachable, responseIn, says } from './failures.ts';
import { decodeAssigned, decodeOwned, encodeAssigned, encodeOwned } from './group-protocol.ts';
import { coordinatorOf } from './offsets.ts';

/** Partitions that are this member's until `over` aborts. */
export interface Turn {
  readonly partitions: readonly number[];
  /** Of them those that another may have had since this member last did. */
  readonly fresh: readonly number[];
  /** The group is to be divided anew, or this member has lost touch with it and may have been replaced. */
  readonly over: AbortSignal;
  /** Under the number of this turn: a broker that has begun another one refuses it, and then it throws Stopped. One try. */
  commit(next: Positions): Promise<void>;
}

/**
 * A place in a consumer group of one topic:
 *
 *   outside ──join──▶ in a turn ──told to divide anew, or lost──▶ over ──join──▶ in a turn …     leave: from anywhere
 *
 * While it lasts, and behind it until the next `join`, a heartbeat keeps the place; so whoever deals with records can end in peace before it joins again, and until
 * then nobody is given its partitions.
 */
export interface Membership {
  /** One try; resolves when the group is divided. After `signal` aborts there is only `leave`. */
  join(signal: AbortSignal): Promise<Turn>;
  /** Lets the others have its partitions at once. */
  leave(): Promise<void>;
}

export interface GroupTimes {
  /** Without a heartbeat for so long, a member counts as dead. Default 10 s. */
  readonly sessionTimeoutMs: number;
  /** How long the group waits for members that are told to divide anew: a batch must end in this time. Default 60 s. */
  readonly rebalanceTimeoutMs: number;
  /** Default 2 s. */
  readonly heartbeatMs: number;
}

interface MembershipGround {
  readonly cluster: Cluster;
  readonly group: string;
  readonly topic: string;
  /** How many partitions the topic has. */
  readonly partitions: () => Promise<number>;
  readonly times: GroupTimes;
}

const protocolType = 'consumer';
const protocolName = 'aqmrg-sticky';
const requestMs = 5_000;
const farewellMs = 2_000;

const fenced = ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID', 'REBALANCE_IN_PROGRESS'];

type Joined = Awaited<ReturnType<typeof joinGroupV9.api.async>>;

/** What this member was given last. */
interface Given {
  readonly generation: number;
  readonly memberId: string;
  readonly partitions: readonly number[];
}

export const createMembership = (ground: MembershipGround): Membership => {
  const { cluster, group, topic, times } = ground;
  const lane = cluster.openLane();
  let coordinator: Promise<Broker> | undefined;
  let memberId = '';
  let last: Given = { generation: -1, memberId: '', partitions: [] };
  let stopBeating = (): void => undefined;

  const findCoordinator = (): Promise<Broker> => {
    coordinator ??= coordinatorOf(cluster, group, requestMs).catch((error: unknown) => {
      coordinator = undefined;
      throw error;
    });
    return coordinator;
  };

  const ask = async <A extends unknown[], R>(api: API<A, R>, withinMs: number, ...args: A): Promise<R> => {
    const broker = await findCoordinator();
    try {
      return await lane.call(broker, api, withinMs, ...args);
    } catch (error) {
      if (isUnreachable(error) || says(error, 'NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE')) {
        coordinator = undefined;
      }
      throw error;
    }
  };

  const forgetName = (error: unknown, id: string): void => {
    if (memberId === id && says(error, 'UNKNOWN_MEMBER_ID')) memberId = '';
  };

  const request = (): Promise<Joined> => {
    // who was taken for dead has nothing left to keep
    const owned = memberId === last.memberId ? last.partitions : [];
    const metadata = encodeOwned(topic, owned);
    const { sessionTimeoutMs, rebalanceTimeoutMs } = times;
    return ask(
      joinGroupV9.api,
      rebalanceTimeoutMs + requestMs,
      group,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      memberId,
      null,
      protocolType,
      [{ name: protocolName, metadata }],
      null,
    );
  };

  /** A newcomer is given its name first, and then asks by it, so that a name that got lost on the way stays in nobody's group. */
  const joinNamed = async (): Promise<Joined> => {
    try {
      return await request();
    } catch (error) {
      forgetName(error, memberId);
      if (!says(error, 'MEMBER_ID_REQUIRED')) throw error;
      memberId = responseIn<Joined>(error).memberId;
      return request();
    }
  };

  /** The leader divides, the others send nothing. */
  const divide = async ({ leader, memberId: own, members }: Joined) => {
    if (leader !== own) return [];
    const subscribed = members.map(({ memberId: id, metadata }) => ({
      id,
      owned: decodeOwned(topic, metadata),
    }));
    return [...assign(await ground.partitions(), subscribed)].map(([id, partitions]) => ({
      memberId: id,
      assignment: encodeAssigned(topic, partitions),
    }));
  };

  /**
   * Beats until it is stopped. `end`: the turn is over, because the broker says so or because it may have counted this member as dead; after that it beats on, so that the
   * place is kept while the batch in hand ends.
   */
  const beat = (generation: number, id: string, end: () => void): (() => void) => {
    const withinMs = Math.min(requestMs, times.sessionTimeoutMs / 2);
    let timer: NodeJS.Timeout | undefined;
    let isStopped = false;
    const dying = setTimeout(end, times.sessionTimeoutMs);
    const next = async (): Promise<void> => {
      try {
        await ask(heartbeatV4.api, withinMs, group, generation, id, null);
        dying.refresh();
      } catch (error) {
        if (isStopped) return;
        forgetName(error, id);
        if (says(error, ...fenced)) end();
      }
      if (!isStopped) timer = setTimeout(next, times.heartbeatMs);
    };
    timer = setTimeout(next, times.heartbeatMs);
    return () => {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(dying);
    };
  };

  const commitAs = (generation: number, id: string) => async (next: Positions) => {
    const partitions = Object.entries(next).map(([partition, offset]) => ({
      partitionIndex: Number(partition),
      committedOffset: BigInt(offset),
      committedLeaderEpoch: -1,
      committedMetadata: null,
    }));
    if (partitions.length === 0) return;
    try {
      await ask(offsetCommitV9.api, requestMs, group, generation, id, null, [{ name: topic, partitions }]);
    } catch (error) {
      forgetName(error, id);
      if (says(error, ...fenced)) throw new Stopped();
      throw error;
    }
  };

  const sync = async (joined: Joined): Promise<readonly number[]> => {
    const { generationId, memberId: id } = joined;
    const assignments = await divide(joined);
    const { assignment } = await ask(
      syncGroupV5.api,
      times.rebalanceTimeoutMs + requestMs,
      group,
      generationId,
      id,
      null,
      protocolType,
      protocolName,
      assignments,
    ).catch((error: unknown) => {
      forgetName(error, id);
      throw error;
    });
    return decodeAssigned(topic, assignment);
  };

  const take = async (): Promise<Turn> => {
    stopBeating();
    const joined = await joinNamed();
    const { generationId: generation, memberId: id } = joined;
    memberId = id;
    const partitions = await sync(joined);
    const hasMissedNone = last.memberId === id && last.generation + 1 === generation;
    const fresh = hasMissedNone
      ? partitions.filter((partition) => !last.partitions.includes(partition))
      : partitions;
    last = { generation, memberId: id, partitions };
    const over = new AbortController();
    stopBeating = beat(generation, id, () => over.abort());
    return { partitions, fresh, over: over.signal, commit: commitAs(generation, id) };
  };

  return {
    async join(signal) {
      // the others may take their time to join: whoever is told to stop does not wait for them
      const cut = (): void => void lane.close();
      signal.addEventListener('abort', cut);
      try {
        return await take();
      } finally {
        signal.removeEventListener('abort', cut);
      }
    },
    async leave() {
      stopBeating();
      await lane.close();
      if (memberId === '') return;
      const farewell = cluster.openLane();
      try {
        await farewell.call(await findCoordinator(), leaveGroupV5.api, farewellMs, group, [{ memberId }]);
      } catch (error) {
        if (!says(error, 'UNKNOWN_MEMBER_ID')) throw error;
      } finally {
        await farewell.close();
      }
    },
  };
};
