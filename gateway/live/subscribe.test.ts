import { anonymous } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { type ExecutionResult, parse } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { silentMetrics } from '../observe/metrics.ts';
import { compose } from '../supergraph/compose.ts';
import { openSupergraph } from '../supergraph/open.ts';
import { createLive } from './subscribe.ts';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const { supergraphSdl } = compose([
  {
    name: 'names',
    url: 'http://names',
    typeDefs: parse(
      `${federation} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! name: String }`,
    ),
  },
  {
    name: 'events',
    url: 'http://events',
    typeDefs: parse(
      `${federation} type Subscription { moved(fast: Boolean): Move! } type Move { km: Int! thing: Thing } type Thing @key(fields: "id") { id: ID! }`,
    ),
  },
]);

interface World {
  readonly asked: GraphRequest[];
  readonly subscribe: (
    document: string,
    variables?: object,
  ) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  readonly isEnded: () => boolean;
}

const makeWorld = (
  name: (id: string) => string | null = (id) => `name of ${id}`,
  errors: readonly object[] = [],
): World => {
  const asked: GraphRequest[] = [];
  let ended = false;
  const moves = [1, 2, 3].map((km) => ({
    data: { moved: { km, thing: { __typename: 'Thing', id: `t${km}` } } },
  }));
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    next: async () => {
      const value = moves.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
    return: async () => {
      ended = true;
      return { done: true, value: undefined };
    },
  };
  const events: SubgraphLink = {
    name: 'events',
    execute: async () => ({ data: {} }),
    subscribe: async (request) => {
      asked.push(request);
      return stream;
    },
    ready: async () => {},
  };
  const names: SubgraphLink = {
    name: 'names',
    async execute(request) {
      asked.push(request);
      const representations = request.variables?.representations as { id: string }[];
      return {
        // under whichever name it was asked
        data: {
          _entities: representations.map(({ id }) => ({
            __typename: 'Thing',
            [request.document.includes('constructor') ? 'constructor' : 'name']: name(id),
          })),
        },
        ...(errors.length > 0 ? { errors: errors as never } : {}),
      };
    },
    subscribe: async () => ({ errors: [] }),
    ready: async () => {},
  };
  const links = new Map([
    ['events', events],
    ['names', names],
  ]);
  const supergraph = openSupergraph(supergraphSdl);
  const live = createLive({ supergraph, links, metrics: silentMetrics }, pino({ level: 'silent' }));
  return {
    asked,
    isEnded: () => ended,
    subscribe: (document, variables = {}) =>
      live({
        document,
        variables: { ...variables },
        caller: anonymous,
        requestId: 'r',
        signal: new AbortController().signal,
      }),
  };
};

const eventsOf = async (stream: AsyncIterableIterator<ExecutionResult> | ExecutionResult) => {
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  const events: ExecutionResult[] = [];
  // as they are sent
  for await (const event of stream) events.push(JSON.parse(JSON.stringify(event)));
  return events;
};

describe('a live operation', () => {
  it('fetches for each event what other subgraphs know, and keeps the order', async () => {
    const world = makeWorld();
    const events = await eventsOf(await world.subscribe('subscription { moved { km thing { name } } }'));
    expect(events).toEqual(
      [1, 2, 3].map((km) => ({ data: { moved: { km, thing: { name: `name of t${km}` } } } })),
    );
  });

  it('asks nobody else where the event says it all', async () => {
    const world = makeWorld();
    expect(await eventsOf(await world.subscribe('subscription { moved { km } }'))).toHaveLength(3);
    expect(world.asked).toHaveLength(1);
  });

  it('hands the variables of the root field on, and the caller', async () => {
    const world = makeWorld();
    await world.subscribe(
      'subscription($fast: Boolean, $skip: Boolean!) { moved(fast: $fast) { km thing @skip(if: $skip) { id } } }',
      {
        fast: true,
        skip: false,
      },
    );
    expect(world.asked[0]?.variables).toMatchObject({ fast: true });
    expect(world.asked[0]?.caller).toBe(anonymous);
  });

  it('costs a dead subgraph its own fields only', async () => {
    const world = makeWorld(() => {
      throw new AirError('SUBGRAPH_UNAVAILABLE', 'The names subgraph does not answer.');
    });
    const [first] = await eventsOf(await world.subscribe('subscription { moved { km thing { name } } }'));
    expect(first?.data).toEqual({ moved: { km: 1, thing: { name: null } } });
    expect(first?.errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'names' });
  });

  it('keeps what a subgraph knows beside what it fails to tell', async () => {
    const world = makeWorld(
      (id) => (id === 't1' ? null : id),
      [{ message: 'no name', path: ['_entities', 0, 'name'], extensions: { code: 'NOT_FOUND' } }],
    );
    const [first] = await eventsOf(await world.subscribe('subscription { moved { km thing { name } } }'));
    expect(first).toEqual({
      data: { moved: { km: 1, thing: { name: null } } },
      errors: [{ message: 'no name', path: ['moved', 'thing', 'name'], extensions: expect.anything() }],
    });
  });

  it('answers under names that every object inherits', async () => {
    const world = makeWorld();
    const [first] = await eventsOf(
      await world.subscribe('subscription { moved { km thing { constructor: name } } }'),
    );
    expect(first?.data).toEqual({ moved: { km: 1, thing: { constructor: 'name of t1' } } });
  });

  it('says which variable does not fit, before anybody is asked', async () => {
    const world = makeWorld();
    const result = await world.subscribe('subscription($fast: Boolean) { moved(fast: $fast) { km } }', {
      fast: 'very',
    });
    expect((result as ExecutionResult).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
    expect(world.asked).toEqual([]);
  });

  it('says what is wrong with an operation that does not fit the graph', async () => {
    const result = await makeWorld().subscribe('subscription { moved { tonnes } }');
    expect((result as ExecutionResult).errors?.[0]?.message).toContain('tonnes');
  });

  it('ends upstream when the client leaves', async () => {
    const world = makeWorld();
    const stream = await world.subscribe('subscription { moved { km } }');
    if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
    await stream.return?.();
    expect(world.isEnded()).toBe(true);
  });
});
