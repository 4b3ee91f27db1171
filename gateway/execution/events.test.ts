import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openGraph, shownAnswer, type TestSubgraph, testContext } from './testing/open-graph.ts';

type Representation = { readonly __typename: string; readonly id: string };

const representationsOf = (request: GraphRequest): readonly Representation[] =>
  request.variables?.representations as readonly Representation[];

const feed: TestSubgraph = {
  sdl: `
    type Query { idle: Int }
    type Subscription { readingAdded(fast: Boolean): Added! }
    type Added { change: Change! reading: Reading seen: [Sensor!] }
    enum Change { ADDED GAP }
    type Reading { value: Float! sensor: Sensor }
    type Sensor @key(fields: "id") { id: ID! }`,
  respond: () => ({ data: {} }),
};

const named = (respond: TestSubgraph['respond']): TestSubgraph => ({
  sdl: 'type Query { nothing: Int } type Sensor @key(fields: "id") { id: ID! name(long: Boolean): String! height: Float }',
  respond,
});

/** Answers under whichever names it was asked. */
const knowing =
  (know: (id: string) => unknown = (id) => `Sensor ${id}`) =>
  (request: GraphRequest): ExecutionResult => ({
    data: {
      _entities: representationsOf(request).map(({ id }) => {
        const entity: Record<string, unknown> = { height: id.length };
        for (const [, alias] of request.document.matchAll(/(?:(\w+):)?name\b/g))
          entity[alias ?? 'name'] = know(id);
        return entity;
      }),
    },
  });

const sensor = (id: string | null) => id && { __typename: 'Sensor', id };
const event = (value: unknown, id: string | null, ...seen: readonly string[]) => ({
  data: {
    readingAdded: { change: 'ADDED', reading: { value, sensor: sensor(id) }, seen: seen.map(sensor) },
  },
});

const names = 'subscription { readingAdded { change reading { value sensor { name } } } }';

const open = (respond: TestSubgraph['respond'] = knowing()) => {
  const graph = openGraph({ feed, names: named(respond) });
  return {
    asked: graph.asked,
    async enrich(text: string, events: readonly ExecutionResult[], variables = {}) {
      const answers = await graph.prepareEvents(text).enrich(events, variables, testContext());
      return answers.map(shownAnswer);
    },
  };
};

describe('events that come together', () => {
  it('are enriched by one request, which asks for each entity once', async () => {
    const graph = open();
    const answers = await graph.enrich(names, [event(1, 'a'), event(2, 'b'), event(3, null), event(4, 'a')]);
    expect(answers.map(({ data }) => data.readingAdded.reading)).toEqual([
      { value: 1, sensor: { name: 'Sensor a' } },
      { value: 2, sensor: { name: 'Sensor b' } },
      { value: 3, sensor: null },
      { value: 4, sensor: { name: 'Sensor a' } },
    ]);
    expect(graph.asked.map(({ service }) => service)).toEqual(['names']);
    expect(representationsOf(graph.asked[0] as GraphRequest).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('stay as they are: another operation may be at work on them', async () => {
    const events = [event(1, 'a', 'b'), event(2, 'a')];
    const before = structuredClone(events);
    await open().enrich(
      'subscription { readingAdded { seen { x: name } reading { sensor { name } } } }',
      events,
    );
    await open().enrich(
      'subscription { readingAdded { reading { constructor: value sensor { name } } } }',
      events,
    );
    expect(events).toEqual(before);
  });

  it('keep each its own errors, at their own places', async () => {
    const graph = open((request) => ({
      ...knowing((id) => (id === 'b' ? null : id))(request),
      errors: representationsOf(request).flatMap(({ id }, at) =>
        id === 'b' ? [{ message: 'no name', path: ['_entities', at, 'name'], extensions: {} } as never] : [],
      ),
    }));
    const text = 'subscription { readingAdded { seen { name } reading { sensor { name } } } }';
    const answers = await graph.enrich(text, [event(1, 'a'), event(2, 'a', 'c', 'b'), event(3, 'b')]);
    expect(answers.map(({ errors }) => errors.map(({ message, path }) => ({ message, path })))).toEqual([
      [],
      [{ message: 'no name', path: ['readingAdded', 'seen', 1, 'name'] }],
      [{ message: 'no name', path: ['readingAdded', 'reading', 'sensor', 'name'] }],
    ]);
    expect(answers.map(({ data }) => data.readingAdded.reading.sensor)).toEqual([
      { name: 'a' },
      { name: 'a' },
      null,
    ]);
  });

  it('are told of a dead subgraph where they asked it, and only there', async () => {
    const graph = open(() => {
      throw new AirError('SUBGRAPH_UNAVAILABLE', 'The names subgraph does not answer.');
    });
    const answers = await graph.enrich(names, [event(1, 'a'), event(2, null), event(3, 'b')]);
    expect(
      answers.map(({ errors }) => errors.map(({ path, extensions }) => [path, extensions.code])),
    ).toEqual([[[undefined, 'SUBGRAPH_UNAVAILABLE']], [], [[undefined, 'SUBGRAPH_UNAVAILABLE']]]);
    expect(answers.map(({ data }) => data.readingAdded.reading.sensor)).toEqual([null, null, null]);
  });

  it('are told what a subgraph says of all entities, each once', async () => {
    const graph = open((request) => ({
      ...knowing()(request),
      errors: [{ message: 'slow today' } as never, { message: 'all of them', path: ['_entities'] } as never],
    }));
    const text = 'subscription { readingAdded { seen { name } } }';
    const answers = await graph.enrich(text, [event(1, 'a'), event(2, 'a', 'b', 'c'), event(3, 'a', 'b')]);
    const both = [
      ['slow today', undefined],
      ['all of them', ['readingAdded', 'seen']],
    ];
    expect(answers.map(({ errors }) => errors.map(({ message, path }) => [message, path]))).toEqual([
      [],
      both,
      both,
    ]);
  });

  it('answer null with their errors where they hold no data', async () => {
    const failed = {
      data: null,
      errors: [{ message: 'gone', path: ['readingAdded'], extensions: {} }],
    } as never;
    const [first, second] = await open().enrich(names, [failed, event(2, 'a')]);
    expect(first).toMatchObject({ data: null, errors: [{ message: 'gone', path: ['readingAdded'] }] });
    expect(second?.data.readingAdded.reading.sensor).toEqual({ name: 'Sensor a' });
  });

  it('do not pay for one that breaks the schema’s promise', async () => {
    const answers = await open().enrich(names, [event(1, 'a'), event('much', 'b'), event(3, 'c')]);
    expect(answers.map(({ data }) => data.readingAdded.reading)).toEqual([
      { value: 1, sensor: { name: 'Sensor a' } },
      null,
      { value: 3, sensor: { name: 'Sensor c' } },
    ]);
    expect(answers.map(({ errors }) => errors.length)).toEqual([0, 1, 0]);
  });

  it('do not pay for one of another shape', async () => {
    const strange = { data: { readingAdded: { change: 'ADDED', reading: { value: 2, sensor: 'b' } } } };
    const answers = await open().enrich(names, [event(1, 'a'), strange, event(3, 'c')]);
    expect(answers.map(({ data }) => data?.readingAdded.reading.sensor.name)).toEqual([
      'Sensor a',
      undefined,
      'Sensor c',
    ]);
    expect(answers.map(({ errors }) => errors.length)).toEqual([0, 1, 0]);
  });

  it.each([
    'subscription { readingAdded { reading { sensor { id: name } } seen { id: name } } }',
    'subscription { id: readingAdded { reading { sensor { id: name } } } }',
    'subscription { readingAdded { reading { sensor { constructor: name } } } }',
    'subscription { __proto__: readingAdded { reading { sensor { toString: name } } } }',
    'subscription($b: Boolean!) { readingAdded { reading { sensor { name @include(if: $b) id } } seen @skip(if: $b) { height } } }',
    'subscription { readingAdded { seen { short: name long: name(long: true) } reading { sensor { height } } } }',
    'subscription { readingAdded { __typename reading { __typename sensor { __typename name } } } }',
  ])('get the answers that they would get alone: %s', async (text) => {
    const root = /\{ (\w+): readingAdded/.exec(text)?.[1] ?? 'readingAdded';
    const events = [event(1, 'a', 'b'), event(2, null), event(3, 'b', 'a', 'b'), event(4, 'a')].map(
      // under the name that the subgraph would be asked for
      ({ data }) => ({
        data: JSON.parse(JSON.stringify(data).replace('readingAdded', root === 'id' ? 'apart__id' : root)),
      }),
    );
    for (const b of [true, false]) {
      const together = await open().enrich(text, events, { b });
      const alone = await Promise.all(events.map((one) => open().enrich(text, [one], { b })));
      expect(together).toEqual(alone.flat());
      expect(together.flatMap(({ errors }) => errors)).toEqual([]);
      expect(JSON.stringify(together[0]?.data)).toContain('a');
    }
  });
});
