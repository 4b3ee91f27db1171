import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { describe, expect, it } from 'vitest';
import { openGraph, type TestSubgraph, testContext } from './testing/open-graph.ts';

type Representation = { readonly __typename: string; readonly id: string };

const representationsOf = (request: GraphRequest): readonly Representation[] =>
  request.variables?.representations as readonly Representation[];

/** Four readings at two sensors; the second reading has none. */
const readings: TestSubgraph = {
  sdl: `
    type Query { readings(first: Int): [Reading!]! newest: Reading first: Reading! status: Status! }
    type Mutation { report(value: Float!): Reading }
    enum Status { OPEN CLOSED @inaccessible }
    type Reading { value: Float! sensor: Sensor }
    type Sensor @key(fields: "id") { id: ID! }`,
  respond: (request) => {
    if (request.document.includes('report')) return { data: { report: { value: request.variables?.v } } };
    const sensors = ['a', null, 'b', 'a'];
    return {
      data: {
        status: 'OPEN',
        newest: null,
        readings: sensors.map((id, i) => ({ value: i + 0.5, sensor: id && { __typename: 'Sensor', id } })),
      },
    };
  },
};

const named = (respond: TestSubgraph['respond']): TestSubgraph => ({
  sdl: 'type Sensor @key(fields: "id") { id: ID! name: String site: Site! } type Site { city: String! }',
  respond,
});

const sensors = named((request) => ({
  data: {
    _entities: representationsOf(request).map(({ id }) => ({
      name: `Sensor "${id}"`,
      site: { city: `City of ${id}` },
    })),
  },
}));

const names = '{ readings { value sensor { name } } }';

describe('an operation', () => {
  it('joins what another subgraph knows, and asks for each entity once', async () => {
    const graph = openGraph({ readings, sensors });
    expect(await graph.ask(names)).toEqual({
      data: {
        readings: [
          { value: 0.5, sensor: { name: 'Sensor "a"' } },
          { value: 1.5, sensor: null },
          { value: 2.5, sensor: { name: 'Sensor "b"' } },
          { value: 3.5, sensor: { name: 'Sensor "a"' } },
        ],
      },
      errors: [],
    });
    expect(representationsOf(graph.asked[1] as GraphRequest)).toEqual([
      { __typename: 'Sensor', id: 'a' },
      { __typename: 'Sensor', id: 'b' },
    ]);
  });

  it('is planned once, and forgotten in favour of newer ones', () => {
    const graph = openGraph({ readings, sensors });
    const first = graph.prepare(names);
    expect(graph.prepare(names)).toBe(first);
    expect(graph.executor.known(names, undefined)).toBe(first);
    expect(graph.executor.known(names, 'Other')).toBeUndefined();
    for (let i = 0; i < 1_000; i += 1) graph.prepare(`{ readings { v${i}: value } }`);
    expect(graph.executor.known(names, undefined)).toBeUndefined();
  });

  it('is found by its name where a document holds several', async () => {
    const graph = openGraph({ readings, sensors });
    const text = 'query A { status } query B { readings { value } }';
    expect((await graph.prepare(text, 'A').run({}, testContext())).data).toBe('{"status":"OPEN"}');
    expect((await graph.prepare(text, 'B').run({}, testContext())).data).toContain('"value":0.5');
    expect(graph.executor.known(`${text}\u0000A`, undefined)).toBeUndefined();
    expect(() => graph.prepare(text, 'C')).toThrow('Unknown operation');
    expect(() => graph.prepare(text)).toThrow('operation name');
  });

  it('hands on the variables that a subgraph needs, and no others', async () => {
    const graph = openGraph({ readings, sensors });
    await graph.ask(
      'query ($first: Int, $named: Boolean!) { readings(first: $first) { sensor { id name @include(if: $named) } } }',
      { first: 3, named: false, more: 'x' },
    );
    expect(graph.asked).toHaveLength(1);
    expect(graph.asked[0]?.variables).toEqual({ first: 3 });
  });

  it('says which variable does not fit, before anything is asked', async () => {
    const graph = openGraph({ readings, sensors });
    const { data, errors } = await graph.ask('query ($first: Int) { readings(first: $first) { value } }', {
      first: 'many',
    });
    expect(data).toBeUndefined();
    expect(errors[0]?.message).toContain('$first');
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(graph.asked).toEqual([]);
  });

  it('runs a mutation', async () => {
    const graph = openGraph({ readings, sensors });
    const answer = await graph.ask('mutation ($v: Float!) { report(value: $v) { value } }', { v: 7 });
    expect(answer).toEqual({ data: { report: { value: 7 } }, errors: [] });
  });

  it('can be run any number of times side by side', async () => {
    const graph = openGraph({ readings, sensors });
    const operation = graph.prepare('query ($on: Boolean!) { status readings @include(if: $on) { value } }');
    const answers = await Promise.all(
      [true, false, true].map((on) => operation.run({ on }, testContext()).then(({ data }) => data?.length)),
    );
    expect(answers).toEqual([answers[2], '{"status":"OPEN"}'.length, answers[0]]);
  });
});

describe('what goes wrong', () => {
  it('costs the fields of a subgraph that cannot be reached, and names the service alone', async () => {
    const down = named(() => {
      throw new AirError('SUBGRAPH_UNAVAILABLE', 'The sensors subgraph does not answer.', {
        cause: new Error('connect ECONNREFUSED 10.0.0.7:8006'),
      });
    });
    const { data, errors } = await openGraph({ readings, sensors: down }).ask(names);
    expect(data.readings[0]).toEqual({ value: 0.5, sensor: { name: null } });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'sensors' });
    expect(JSON.stringify(errors)).not.toContain('8006');
  });

  it('is told at the place of every entity that it concerns', async () => {
    const half = named((request) => ({
      data: { _entities: representationsOf(request).map(({ id }) => (id === 'a' ? null : { name: id })) },
      errors: [{ message: 'no such sensor', path: ['_entities', 0, 'name'] } as never],
    }));
    const { data, errors } = await openGraph({ readings, sensors: half }).ask(names);
    expect(data.readings.map(({ sensor }: { sensor: unknown }) => sensor)).toEqual([
      { name: null },
      null,
      { name: 'b' },
      { name: null },
    ]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['readings', 0, 'sensor', 'name'],
      ['readings', 3, 'sensor', 'name'],
    ]);
  });

  it('takes the parent of a field that may not be null', async () => {
    const { data, errors } = await openGraph({
      readings,
      sensors: named(() => ({ data: { _entities: [] } })),
    }).ask('{ readings { value sensor { site { city } } } }');
    expect(data.readings[0]).toEqual({ value: 0.5, sensor: null });
    expect(errors[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  });

  it('is told where a subgraph sends null in silence', async () => {
    const { data, errors } = await openGraph({ readings, sensors }).ask('{ first { value } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['first'] }]);
    expect(errors[0]?.message).toContain('Cannot return null for non-nullable');
  });

  it('includes an object where a list belongs', async () => {
    const odd: TestSubgraph = { ...readings, respond: () => ({ data: { readings: { value: 1 } } }) };
    const { data, errors } = await openGraph({ readings: odd, sensors }).ask(names);
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it('includes a value that clients may not see', async () => {
    const closed: TestSubgraph = { ...readings, respond: () => ({ data: { status: 'CLOSED' } }) };
    const { data, errors } = await openGraph({ readings: closed, sensors }).ask('{ status }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['status'] }]);
  });
});

describe('what is unusual', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'such as the alias %s is answered all the same',
    async (alias) => {
      const graph = openGraph({
        readings: { ...readings, respond: () => ({ data: JSON.parse(`{"${alias}":"OPEN"}`) }) },
        sensors,
      });
      const operation = graph.prepare(`{ ${alias}: status }`);
      expect(operation.by).toBe('apollo');
      expect((await operation.run({}, testContext())).data).toBe(`{"${alias}":"OPEN"}`);
      expect(({} as Record<string, unknown>).OPEN).toBeUndefined();
    },
  );

  it('such as introspection stands beside data', async () => {
    const { data } = await openGraph({ readings, sensors }).ask(
      '{ status __type(name: "Status") { enumValues { name } } }',
    );
    expect(data).toEqual({ status: 'OPEN', __type: { enumValues: [{ name: 'OPEN' }] } });
  });
});
