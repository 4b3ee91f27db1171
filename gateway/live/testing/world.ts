import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { LiveWishes } from '@aqmrg/platform/subgraph/live.ts';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import { type GatewayMetrics, silentMetrics } from '../../observe/metrics.ts';
import { compose } from '../../supergraph/compose.ts';
import { openSupergraph } from '../../supergraph/open.ts';
import { createLive } from '../subscribe.ts';
import { makeOutlet, type TestOutlet } from './outlet.ts';

const federation = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://aqmrg.example/access/v1.0", import: ["@access"])
    @composeDirective(name: "@access")
  directive @access(policy: String!, sameForAll: Boolean!) repeatable on FIELD_DEFINITION`;
const forAll = '@access(policy: "Public", sameForAll: true)';
const { supergraphSdl } = compose([
  {
    name: 'names',
    url: 'http://names',
    typeDefs: parse(
      `${federation} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! ${forAll} name: String ${forAll} }`,
    ),
  },
  {
    name: 'moves',
    url: 'http://moves',
    typeDefs: parse(`${federation} scalar Cursor scalar DateTime
      type Subscription {
        moved(fast: Boolean, after: Cursor): Move!
        movedForAll(fast: Boolean, after: Cursor): Move! ${forAll}
        once: Move!
      }
      enum Change { ADDED GAP }
      type Gap { from: DateTime to: DateTime reason: String! }
      type Move { cursor: Cursor! change: Change! km: Int thing: Thing gap: Gap }
      type Thing @key(fields: "id") { id: ID! ${forAll} }`),
  },
]);

type Stream = AsyncIterableIterator<ExecutionResult>;

/** A subgraph whose events are a list that grows; its cursors are `c` and a number. */
const openMoves = () => {
  const asked: GraphRequest[] = [];
  const open = new Set<{ wake: () => void; cut: (error: Error | undefined) => void }>();
  let length = 0;
  let away: Error | undefined;
  const wakeAll = (): void => {
    for (const { wake } of [...open]) wake();
  };

  const startOf = ({ variables }: GraphRequest): number => {
    const after = Object.values(variables ?? {}).find((value) => /^c\d+$/.test(String(value)));
    return after === undefined ? length : Number(String(after).slice(1));
  };
  const eventAt = (number: number): ExecutionResult => ({
    data: {
      moved: {
        cursor: `c${number}`,
        change: 'ADDED',
        km: number,
        thing: { __typename: 'Thing', id: `t${number % 3}` },
        gap: null,
      },
    },
    extensions: { live: { cursor: `c${number}`, key: `t${number % 3}`, at: number * 1_000 } },
  });

  const streamFrom = (start: number): Stream => {
    let next = start;
    let isTold = false;
    let over: { readonly error: Error | undefined } | undefined;
    let wake = (): void => {};
    const end = (error: Error | undefined): void => {
      over ??= { error };
      wake();
    };
    const reader = { wake: () => wake(), cut: end };
    open.add(reader);
    const stream: Stream = {
      [Symbol.asyncIterator]: () => stream,
      async next() {
        for (;;) {
          if (over) {
            open.delete(reader);
            if (over.error) throw over.error;
            return { done: true, value: undefined };
          }
          if (!isTold) {
            isTold = true;
            return { done: false, value: { extensions: { live: { cursor: `c${start}` } } } };
          }
          if (next < length) {
            next += 1;
            return { done: false, value: eventAt(next) };
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      async return() {
        open.delete(reader);
        end(undefined);
        return { done: true, value: undefined };
      },
    };
    return stream;
  };

  const link: SubgraphLink = {
    name: 'moves',
    execute: async () => ({ data: {} }),
    async subscribe(request) {
      if (away) throw away;
      asked.push(request);
      if (Object.values(request.variables ?? {}).includes('forged'))
        return { errors: [new GraphQLError('no', { extensions: { code: 'BAD_INPUT', field: 'after' } })] };
      return streamFrom(startOf(request));
    },
    ready: async () => {},
  };
  return {
    link,
    asked,
    /** How many streams are open. */
    openStreams: () => open.size,
    publish(count = 1) {
      length += count;
      wakeAll();
    },
    /** Cuts every stream. */
    cut(error: Error | undefined = new AirError('SUBGRAPH_UNAVAILABLE', 'gone')) {
      for (const { cut } of [...open]) cut(error);
    },
    /** What whoever subscribes is told; undefined: it is there again. */
    beAway(error: Error | undefined) {
      away = error;
    },
  };
};

/** A graph of two subgraphs, and clients of its live path. */
export const openWorld = (tuning: Parameters<typeof createLive>[2] & { metrics?: GatewayMetrics } = {}) => {
  const moves = openMoves();
  const fetches: GraphRequest[] = [];
  let nameOf = (id: string): string | null => `name of ${id}`;
  const names: SubgraphLink = {
    name: 'names',
    async execute(request) {
      fetches.push(request);
      const representations = request.variables?.representations as { id: string }[];
      // under whichever name it was asked
      const name = /(\w+)\s*:\s*name/.exec(request.document)?.[1] ?? 'name';
      return {
        data: {
          _entities: representations.map(({ id }) => ({ __typename: 'Thing', [name]: nameOf(id) })),
        },
      };
    },
    subscribe: async () => ({ errors: [] }),
    ready: async () => {},
  };
  const { metrics = silentMetrics, ...live } = tuning;
  const links = new Map([
    ['moves', moves.link],
    ['names', names],
  ]);
  const subscribe = createLive(
    { supergraph: openSupergraph(supergraphSdl), links, metrics },
    pino({ level: 'silent' }),
    { lingerMs: 0, pauses: { firstMs: 1, longestMs: 2, giveUpAfterMs: 300 }, ...live },
  );
  const join = async (
    document: string,
    asked: {
      readonly variables?: Record<string, unknown>;
      readonly live?: LiveWishes;
      readonly caller?: Caller;
      readonly outlet?: TestOutlet;
    } = {},
  ) => {
    const outlet = asked.outlet ?? makeOutlet();
    const answer = await subscribe(
      {
        document,
        variables: asked.variables ?? {},
        caller: asked.caller ?? anonymous,
        live: asked.live,
        requestId: 'r',
        signal: new AbortController().signal,
      },
      outlet,
    );
    if (!(Symbol.asyncIterator in answer)) return { outlet, errors: answer.errors ?? [] };
    const ended = answer.next().then(
      () => undefined,
      (error: unknown) => error,
    );
    return { outlet, errors: [], ended, leave: () => answer.return?.() };
  };
  return {
    moves,
    fetches,
    join,
    setNames(next: (id: string) => string | null) {
      nameOf = next;
    },
  };
};

/** Lets everything that is under way come to rest. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await new Promise(setImmediate);
};
