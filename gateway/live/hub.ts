import { createHash } from 'node:crypto';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { GraphQLError } from 'graphql';
import { scopeOf } from '../access/scope.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import type { Links } from '../transport/links.ts';
import { type Channel, createChannel } from './channel.ts';
import type { Member } from './member.ts';
import { openSource, type Pauses, type Source } from './source.ts';
import type { LiveOperation } from './subscriptions.ts';
import { upstreamOf } from './upstream.ts';

export interface HubOptions {
  readonly links: Links;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  /** How long a stream that nobody follows is kept, so that who comes back finds its place. */
  readonly lingerMs?: number;
  readonly pauses?: Pauses;
  /** Events that are held of one operation. */
  readonly maxEntries?: number;
}

/** Who follows what, from where. */
export interface Following {
  readonly operation: LiveOperation;
  readonly request: GraphRequest;
  readonly after: string | undefined;
  readonly member: Member;
}

export interface Hub {
  /** Resolves with the reasons why the subgraph refuses, if it does. */
  follow(following: Following): Promise<readonly GraphQLError[] | undefined>;
  leave(member: Member): void;
}

/** Why the subgraph refuses, if it does. */
type Refused = readonly GraphQLError[] | undefined;

/** A channel and its stream. A lane replays for those who come from an earlier place, beside the channel that is live. */
interface Home {
  readonly channel: Channel;
  readonly source: Source;
  readonly detach: () => void;
  readonly main: Home | undefined;
  /** Where it was opened; undefined: at the time of the opening. */
  readonly after: string | undefined;
  readonly lanes: Set<Home>;
  /** Those who wait for it to open. */
  joining: number;
  lingering: NodeJS.Timeout | undefined;
}

const defaultLingerMs = 10_000;
const defaultMaxEntries = 4_096;
/** Different streams that are open at once: what is asked, by whom, and from where. */
const maxHomes = 4_096;
/** Of a ring; those who want the newest alone may double it. */
const maxBytesOfOne = 4 * 1024 * 1024;
const maxBytesOfAll = 128 * 1024 * 1024;

/** Variables may be long, and keys are kept. */
const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');

/** Everybody who asks the same shares one stream of the subgraph, one enrichment and one text for each event. */
export const createHub = (options: HubOptions): Hub => {
  const { links, metrics, log } = options;
  const { lingerMs = defaultLingerMs, maxEntries = defaultMaxEntries } = options;
  const homes = new Set<Home>();
  /** Those that are live, by operation, variables and scope. */
  const mains = new Map<string, Home>();
  /** Streams that are live, by what is asked of the subgraph. */
  const sources = new Map<string, Source>();
  const homeOf = new Map<Member, Home>();

  const limits = {
    maxEntries,
    maxBytes: () => Math.min(maxBytesOfOne, maxBytesOfAll / homes.size),
  };

  const makeSource = (following: Following, key: string | undefined): Source => {
    const { operation, request, after } = following;
    const service = operation.primary.serviceName;
    metrics.upstream(service, 'opened');
    const source = openSource({
      subscribe: upstreamOf(operation, request, links),
      after: key === undefined ? after : undefined,
      isResumable: operation.cursorVariable !== undefined,
      ...(options.pauses ? { pauses: options.pauses } : {}),
      onResumed: () => metrics.upstream(service, 'resumed'),
      onEnded() {
        metrics.upstream(service, 'closed');
        if (key !== undefined && sources.get(key) === source) sources.delete(key);
      },
    });
    if (key !== undefined) sources.set(key, source);
    return source;
  };

  const sourceFor = (following: Following, isReplay: boolean): Source => {
    if (isReplay) return makeSource(following, undefined);
    const { operation, request } = following;
    const { serviceName, operation: text, variableUsages = [] } = operation.primary;
    const variables = variableUsages
      .filter((name) => name !== operation.cursorVariable && request.variables?.[name] !== undefined)
      .map((name) => [name, request.variables?.[name]]);
    const key = keyOf(serviceName, text, variables, scopeOf(request.caller));
    return sources.get(key) ?? makeSource(following, key);
  };

  /** Moves those who have got everything of a lane to the live channel, once that holds the place where the lane stands. */
  const merge = (lane: Home): void => {
    const { cursor, members } = lane.channel;
    const main = lane.main;
    if (!main || main.channel.isOver || cursor === undefined) return;
    const number = main.channel.track.numberAfter(cursor);
    if (number === undefined) return;
    for (const member of members.current()) {
      members.remove(member);
      homeOf.set(member, main);
      main.channel.members.add(member, number);
    }
    closeIfEmpty(lane);
  };

  const close = (home: Home, key: string): void => {
    homes.delete(home);
    if (mains.get(key) === home) mains.delete(key);
    home.main?.lanes.delete(home);
    if (home.main) closeIfEmpty(home.main);
  };

  const openHome = (key: string, following: Following, main: Home | undefined): Home => {
    if (homes.size >= maxHomes)
      throw new AirError('OVERLOADED', `${maxHomes} different streams are open here.`, {
        exceeded: { limit: maxHomes, measured: homes.size + 1 },
      });
    // there is less for each from now on
    for (const { channel } of homes) channel.trim();
    const { operation, request } = following;
    const source = sourceFor(following, main !== undefined);
    const channel = createChannel({
      operation,
      variables: request.variables ?? {},
      caller: { caller: request.caller, from: request.from },
      isReplay: main !== undefined,
      limits,
      metrics,
      log,
      onAppended() {
        if (main) merge(home);
        for (const lane of home.lanes) merge(lane);
      },
      onCurrent() {
        if (main) merge(home);
      },
      onProgress: () => source.proceed(),
      // a listener that is over must not hold its source
      onEnded: () => home.detach(),
    });
    const home: Home = {
      channel,
      source,
      detach() {
        detach();
        close(home, key);
      },
      main,
      after: main && following.after,
      lanes: new Set(),
      joining: 0,
      lingering: undefined,
    };
    homes.add(home);
    if (main) main.lanes.add(home);
    else mains.set(key, home);
    const detach = source.attach(channel);
    return home;
  };

  const isEmpty = ({ channel, lanes, joining }: Home): boolean =>
    channel.members.size === 0 && lanes.size === 0 && joining === 0;

  const closeIfEmpty = (home: Home): void => {
    if (!isEmpty(home) || home.channel.isOver) return;
    if (home.main) {
      home.detach();
      return;
    }
    home.lingering ??= setTimeout(() => {
      home.lingering = undefined;
      if (isEmpty(home)) home.detach();
    }, lingerMs).unref();
  };

  /** Seats somebody as soon as the home is open, which it stays until then. */
  const join = async (home: Home, seat: () => Promise<Refused> | Refused): Promise<Refused> => {
    home.joining += 1;
    try {
      return (await home.source.opened) ?? (await seat());
    } finally {
      home.joining -= 1;
      closeIfEmpty(home);
    }
  };

  const settle = (member: Member, home: Home, number: number): undefined => {
    homeOf.set(member, home);
    home.channel.members.add(member, number);
    // a replay waits until somebody is there
    home.source.proceed();
  };

  const numberIn = (
    { channel: { track, isOver }, after: start }: Home,
    after: string,
  ): number | undefined => {
    if (isOver) return undefined;
    // before anything came, a lane stands where it was opened
    return track.numberAfter(after) ?? (start === after && track.first === 0 ? 0 : undefined);
  };

  /** Finds its place in what is held of somebody who replays already, or opens a lane. */
  const joinLane = (key: string, following: Following, after: string, main: Home): Promise<Refused> => {
    const known = [...main.lanes].find((lane) => numberIn(lane, after) !== undefined);
    const lane = known ?? openHome(key, following, main);
    return join(lane, () => {
      const number = numberIn(lane, after);
      if (number !== undefined) return settle(following.member, lane, number);
      return joinLane(key, following, after, main);
    });
  };

  return {
    async follow(following) {
      const { operation, request, after, member } = following;
      const scope = scopeOf(request.caller);
      const key = keyOf(operation.keyOf(request.variables ?? {}), scope);
      const known = mains.get(key);
      const main = known && !known.channel.isOver ? known : openHome(key, following, undefined);
      return join(main, () => {
        const { track } = main.channel;
        const number = after === undefined ? track.end : track.numberAfter(after);
        if (number !== undefined) return settle(member, main, number);
        return joinLane(key, following, after as string, main);
      });
    },
    leave(member) {
      const home = homeOf.get(member);
      homeOf.delete(member);
      if (!home) return;
      home.channel.members.remove(member);
      closeIfEmpty(home);
    },
  };
};
