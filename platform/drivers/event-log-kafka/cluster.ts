import { setTimeout as sleep } from 'node:timers/promises';
import { type API, type Broker, metadataV12, parseBroker } from '@platformatic/kafka';
import { away, closed, isPassing, isUnreachable, responseIn } from './failures.ts';
import { type Lane, openLane, type Reaching } from './lane.ts';

/** A topic of the cluster: its id changes when it is made anew. */
export interface Place {
  readonly name: string;
  readonly id: string;
  /** The broker that leads each partition; -1 where none does at the moment. */
  readonly leaders: readonly number[];
}

type Metadata = Awaited<ReturnType<typeof metadataV12.api.async>>;

export interface Cluster {
  /** Of the cluster, as it says itself; known after the first `look`. */
  readonly id: string;
  /** What is known of these topics, asked anew where `fresh`; a topic that does not exist is absent. One try. */
  look(names: readonly string[], fresh?: boolean): Promise<ReadonlyMap<string, Place>>;
  forget(name: string): void;
  /** Undefined where the cluster does not name it. */
  broker(node: number): Broker | undefined;
  openLane(): Lane;
  /** Asks any broker: the one that answered last, and then each other that is known, with an equal part of the time. */
  askAny<A extends unknown[], R>(api: API<A, R>, withinMs: number, ...args: A): Promise<R>;
  /** Tries again what fails in passing, until `withinMs` are over: then SUBGRAPH_UNAVAILABLE. Other errors go through. */
  untilAnswered<R>(work: (leftMs: number) => Promise<R>, withinMs: number, signal?: AbortSignal): Promise<R>;
  close(): Promise<void>;
}

const firstPauseMs = 20;
const longestPauseMs = 500;
const unknownTopic = 3;

export const openCluster = (named: readonly string[], reaching: Reaching, requestMs: number): Cluster => {
  const bootstrap = named.map((broker) => parseBroker(broker));
  const lane = openLane(reaching);
  const places = new Map<string, Place>();
  let nodes = new Map<number, Broker>();
  let id = '';
  let last: Broker | undefined;
  let isClosed = false;

  /** Those of the cluster before those that were named to us, each once. */
  const candidates = (): readonly Broker[] => {
    const all = [...(last ? [last] : []), ...nodes.values(), ...bootstrap];
    return [...new Map(all.map((broker) => [`${broker.host}:${broker.port}`, broker])).values()];
  };

  const askAny = async <A extends unknown[], R>(api: API<A, R>, withinMs: number, ...args: A): Promise<R> => {
    const brokers = candidates();
    let failure: unknown;
    for (const broker of brokers) {
      try {
        const answer = await lane.call(broker, api, withinMs / brokers.length, ...args);
        last = broker;
        return answer;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        if (last === broker) last = undefined;
        failure = error;
      }
    }
    throw failure;
  };

  const note = (metadata: Metadata): void => {
    id = metadata.clusterId ?? '';
    nodes = new Map(metadata.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
    for (const { name, topicId, errorCode, partitions } of metadata.topics) {
      if (typeof name !== 'string') continue;
      if (errorCode === unknownTopic) places.delete(name);
      if (errorCode !== 0) continue;
      const leaders: number[] = [];
      for (const { partitionIndex, leaderId } of partitions) leaders[partitionIndex] = leaderId;
      places.set(name, { name, id: topicId, leaders });
    }
  };

  return {
    get id() {
      return id;
    },
    async look(names, fresh = false) {
      if (fresh || names.some((name) => !places.has(name))) {
        note(
          await askAny(metadataV12.api, requestMs, [...names], false, false).catch((error: unknown) => {
            if (!isPassing(error)) throw error;
            return responseIn<Metadata>(error);
          }),
        );
      }
      return new Map(
        names.flatMap((name) => {
          const place = places.get(name);
          return place === undefined ? [] : [[name, place] as const];
        }),
      );
    },
    forget: (name) => void places.delete(name),
    broker: (node) => nodes.get(node),
    openLane: () => openLane(reaching),
    askAny,
    async untilAnswered(work, withinMs, signal) {
      const end = performance.now() + withinMs;
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
        const left = end - performance.now();
        try {
          return await work(Math.max(1, left));
        } catch (error) {
          if (isClosed) throw closed();
          if (!isPassing(error)) throw error;
          if (signal?.aborted || end - performance.now() <= pauseMs) throw away(error);
        }
        await sleep(pauseMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      }
    },
    close: () => {
      isClosed = true;
      return lane.close();
    },
  };
};
