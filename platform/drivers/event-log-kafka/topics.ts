import type { Retention } from '@aqmrg/schema/events/topic.ts';
import {
  ConfigResourceTypes,
  createTopicsV7,
  describeConfigsV4,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
  ProtocolError,
} from '@platformatic/kafka';
import type { Log } from '../../log.ts';
import type { Cluster, Place } from './cluster.ts';
import { says } from './failures.ts';

/** A topic as the cluster is to have it. */
export interface KeptTopic {
  readonly name: string;
  readonly retention: Retention;
  readonly partitions: number;
}

export interface Keeping {
  readonly replicationFactor: number;
  /** Whether a broker syncs to its disk before it acknowledges. */
  readonly syncEveryBatch: boolean;
  /** A superseded record of a compacted topic stays at least this long, so that a tail sees it. */
  readonly compactAfterMs: number;
  readonly log: Log;
}

export interface Topics {
  /** Makes those that are absent, and gives the others their retention. Resolves when each partition has a leader. */
  ensure(topics: readonly KeptTopic[], withinMs: number): Promise<readonly Place[]>;
  /** What was known of it may be over: it is looked up, and made where it is gone, when somebody needs it next. */
  forget(name: string): void;
}

/** The longest record that a topic takes; ours have some hundred kilobytes at most. */
export const maxRecordBytes = 8 * 1024 * 1024;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long records are kept. Only whole segments are dropped, so none may span much of that time. */
const retentionConfigs = (retention: Retention, compactAfterMs: number): Readonly<Record<string, string>> =>
  retention.kind === 'time'
    ? {
        'cleanup.policy': 'delete',
        'retention.ms': String(retention.days * dayMs),
        'retention.bytes': '-1',
        'segment.ms': String(Math.max(hourMs, Math.min(dayMs, (retention.days * dayMs) / 8))),
      }
    : {
        'cleanup.policy': 'compact',
        'min.compaction.lag.ms': String(compactAfterMs),
        'max.compaction.lag.ms': String(dayMs),
        'min.cleanable.dirty.ratio': '0.1',
        'segment.ms': String(6 * hourMs),
      };

/** What tells the two kinds of retention, and their lengths, apart. What an operator has tuned beside them stays. */
const decisive = ['cleanup.policy', 'retention.ms'];

/**
 * LogAppendTime: `appendedAt` is the broker's word. Of three replicas two must have a record before it is acknowledged. zstd: the broker packs what comes, so that no
 * process of ours spends its one thread on it.
 */
const commonConfigs = ({ replicationFactor, syncEveryBatch }: Keeping): Readonly<Record<string, string>> => ({
  'message.timestamp.type': 'LogAppendTime',
  'compression.type': 'zstd',
  'max.message.bytes': String(maxRecordBytes + 65_536),
  'min.insync.replicas': String(replicationFactor > 2 ? 2 : 1),
  'unclean.leader.election.enable': 'false',
  ...(syncEveryBatch ? { 'flush.messages': '1' } : {}),
});

const listed = (configs: Readonly<Record<string, string>>) =>
  Object.entries(configs).map(([name, value]) => ({ name, value }));

const requestMs = 5_000;

export const openTopics = (cluster: Cluster, keeping: Keeping): Topics => {
  const { replicationFactor, compactAfterMs, log } = keeping;
  const ready = new Map<string, Retention>();

  const create = async (topics: readonly KeptTopic[], leftMs: number): Promise<void> => {
    const requests = topics.map(({ name, retention, partitions }) => ({
      name,
      numPartitions: partitions,
      replicationFactor,
      assignments: [],
      configs: listed({ ...commonConfigs(keeping), ...retentionConfigs(retention, compactAfterMs) }),
    }));
    const withinMs = Math.min(leftMs, 2 * requestMs);
    try {
      await cluster.askAny(createTopicsV7.api, withinMs, requests, requestMs, false);
    } catch (error) {
      // Another process was quicker with one of them; those that are still absent are made in the next round.
      if (!says(error, 'TOPIC_ALREADY_EXISTS')) throw error;
    }
  };

  /** A definition that has changed since the topic was made. */
  const align = async (topics: readonly KeptTopic[], leftMs: number): Promise<void> => {
    const withinMs = Math.min(leftMs, requestMs);
    const { results } = await cluster.askAny(
      describeConfigsV4.api,
      withinMs,
      topics.map(({ name }) => ({
        resourceType: ConfigResourceTypes.TOPIC,
        resourceName: name,
        configurationKeys: decisive,
      })),
    );
    const changed = topics.flatMap(({ name, retention }) => {
      const wanted = retentionConfigs(retention, compactAfterMs);
      const found = results.find(({ resourceName }) => resourceName === name)?.configs ?? [];
      const differs = found.some((config) => config.name in wanted && config.value !== wanted[config.name]);
      return differs ? [{ name, wanted }] : [];
    });
    if (changed.length === 0) return;
    log.warn({ topics: changed.map(({ name }) => name) }, 'topics are kept otherwise from now on');
    await cluster.askAny(
      incrementalAlterConfigsV1.api,
      withinMs,
      changed.map(({ name, wanted }) => ({
        resourceType: ConfigResourceTypes.TOPIC,
        resourceName: name,
        configs: listed(wanted).map((config) => ({
          ...config,
          configOperation: IncrementalAlterConfigOperationTypes.SET,
        })),
      })),
      false,
    );
  };

  const alignIfAllowed = (topics: readonly KeptTopic[], leftMs: number): Promise<void> =>
    align(topics, leftMs).catch((error: unknown) => {
      if (!says(error, 'TOPIC_AUTHORIZATION_FAILED', 'CLUSTER_AUTHORIZATION_FAILED')) throw error;
      log.warn({ err: error }, 'may not see or change how topics are kept');
    });

  const warnOfPartitions = ({ name, partitions }: KeptTopic, place: Place): void => {
    if (place.leaders.length === partitions) return;
    log.warn({ topic: name, wanted: partitions, has: place.leaders.length }, 'a topic keeps its partitions');
  };

  const makeReady = async (topics: readonly KeptTopic[], leftMs: number): Promise<readonly Place[]> => {
    const names = topics.map(({ name }) => name);
    const before = await cluster.look(names, true);
    const missing = topics.filter(({ name }) => !before.has(name));
    const known = topics.filter(({ name }) => before.has(name));
    if (missing.length > 0) await create(missing, leftMs);
    if (known.length > 0) await alignIfAllowed(known, leftMs);
    const places = missing.length > 0 ? await cluster.look(names, true) : before;
    return topics.map((topic) => {
      const place = places.get(topic.name);
      if (place === undefined) throw new ProtocolError('UNKNOWN_TOPIC_OR_PARTITION');
      if (place.leaders.some((leader) => leader < 0)) throw new ProtocolError('LEADER_NOT_AVAILABLE');
      if (!ready.has(topic.name)) warnOfPartitions(topic, place);
      ready.set(topic.name, topic.retention);
      return place;
    });
  };

  const isReady = ({ name, retention }: KeptTopic): boolean => {
    const known = ready.get(name);
    return known === retention || JSON.stringify(known) === JSON.stringify(retention);
  };

  return {
    async ensure(topics, withinMs) {
      if (topics.every(isReady)) {
        const places = await cluster.look(topics.map(({ name }) => name));
        const found = topics.flatMap(({ name }) => places.get(name) ?? []);
        if (found.length === topics.length) return found;
      }
      return cluster.untilAnswered((leftMs) => makeReady(topics, leftMs), withinMs);
    },
    forget(name) {
      ready.delete(name);
      cluster.forget(name);
    },
  };
};
