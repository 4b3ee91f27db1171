import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const parts = (id: string) => ({
  registry: { id, site: { id: `site ${id}`, name: 'Roof' } },
  names: { id, name: { id: `name ${id}`, brand: 'Air', model: `M${id}` } },
  costs: { id, cost: { id: `cost ${id}`, amount: 5, currency: 'USD' } },
});
type Part = keyof ReturnType<typeof parts>;
const shared = (name: Part, sdl: string) =>
  subgraph(
    name,
    `type Query { sensor: Sensor! @shareable sensors: [Sensor!]! @shareable } type Sensor { id: ID! @shareable ${sdl}`,
    { Query: { sensor: () => parts('1')[name], sensors: () => ['1', '2'].map((id) => parts(id)[name]) } },
  );
const whole = (id: string) => ({ ...parts(id).costs, ...parts(id).names, ...parts(id).registry });
feature(
  'shared root',
  [
    shared('registry', 'site: Site! } type Site { id: ID! name: String! }'),
    shared('names', 'name: Name! } type Name { id: ID! brand: String! model: String! }'),
    shared('costs', 'cost: Cost! } type Cost { id: ID! amount: Int! currency: String! }'),
  ],
  (ask) => {
    const fields = '{ id name { id brand model } site { id name } cost { id amount currency } }';
    it('merges one object out of the same root field of three subgraphs', async () => {
      expect(await ask(`{ sensor ${fields} }`)).toEqual({ data: { sensor: whole('1') } });
    });
    it('merges lists element by element', async () => {
      expect(await ask(`{ sensors ${fields} }`)).toEqual({ data: { sensors: [whole('1'), whole('2')] } });
    });
  },
);

feature(
  'mutations',
  (() => {
    let total = 0;
    const sensors: { id: string; name: string; height: number }[] = [];
    return [
      subgraph(
        'registry',
        `type Query { sensor(id: ID!): Sensor! }
         type Mutation { addSensor(input: AddSensor!): Sensor! addSite(name: String!): Site! @shareable multiply(by: Int!): Int! }
         input AddSensor { name: String! height: Float! } type Site @key(fields: "id") { id: ID! }
         type Sensor @key(fields: "id") { id: ID! name: String! height: Float! }`,
        {
          Query: { sensor: (_, { id }) => sensors.find((sensor) => sensor.id === id) },
          Mutation: {
            addSensor: (_, { input }) => {
              const sensor = { id: `s${sensors.length + 1}`, ...input };
              sensors.push(sensor);
              return sensor;
            },
            addSite: (_, { name }) => ({ id: `site ${name}` }),
            multiply: (_, { by }) => {
              total *= by;
              return total;
            },
          },
          Sensor: { __resolveReference: ({ id }) => sensors.find((sensor) => sensor.id === id) },
        },
      ),
      subgraph(
        'quality',
        `type Sensor @key(fields: "id") { id: ID! height: Float! @external high: Boolean! @requires(fields: "height") live: Boolean! }
         type Mutation { reset: Int! addSite(name: String!): Site! @shareable } type Site @key(fields: "id") { id: ID! name: String! }`,
        {
          Sensor: { __resolveReference: (one) => one, high: ({ height }) => height > 10, live: () => true },
          Mutation: {
            addSite: (_, { name }) => ({ id: `site ${name}`, name }),
            reset: () => {
              const before = total;
              total = 0;
              return before;
            },
          },
          Site: { __resolveReference: ({ id }) => ({ id, name: id.slice(5) }) },
        },
      ),
      subgraph('counter', 'type Mutation { add(number: Int!): Int! }', {
        Mutation: {
          add: (_, { number }) => {
            total += number;
            return total;
          },
        },
      }),
    ];
  })(),
  (ask) => {
    it('run one after the other, in the order of the operation, across subgraphs', async () => {
      expect(
        await ask(
          'mutation { five: add(number: 5) ten: multiply(by: 2) twelve: add(number: 2) final: reset }',
        ),
      ).toEqual({
        data: { five: 5, ten: 10, twelve: 12, final: 12 },
      });
    });
    it('join to their result what other subgraphs know', async () => {
      const query = 'mutation ($input: AddSensor!) { addSensor(input: $input) { name height high live } }';
      expect(await ask(query, { input: { name: 'Roof', height: 12.5 } })).toEqual({
        data: { addSensor: { name: 'Roof', height: 12.5, high: true, live: true } },
      });
    });
    it('are run once where several subgraphs could', async () => {
      const asked: string[] = [];
      const answer = await ask(
        'mutation { addSite(name: "new") { id name } }',
        {},
        ({ document }, result) => {
          asked.push(document);
          return result;
        },
      );
      expect(answer).toEqual({ data: { addSite: { id: 'site new', name: 'new' } } });
      // once for Apollo and once for us
      expect(asked.filter((document) => document.includes('addSite('))).toHaveLength(2);
    });
  },
);

feature(
  'include skip',
  [
    subgraph(
      'registry',
      'type Query { sensor: Sensor } type Sensor @key(fields: "id") { id: ID! height: Float! }',
      {
        Query: { sensor: () => ({ id: 's1', height: 12.5 }) },
        Sensor: { __resolveReference: ({ id }) => ({ id, height: 12.5 }) },
      },
    ),
    subgraph(
      'quality',
      'type Sensor @key(fields: "id") { id: ID! height: Float! @external high: Boolean! @requires(fields: "height") }',
      { Sensor: { __resolveReference: (one) => one, high: ({ height }) => height > 10 } },
    ),
    subgraph(
      'alerts',
      `type Sensor @key(fields: "id") { id: ID! high: Boolean! @external alarm: Boolean! @requires(fields: "high")
         never: Boolean! @requires(fields: "high") }`,
      {
        Sensor: {
          __resolveReference: (one) => one,
          alarm: ({ high }) => high,
          never: () => {
            throw new Error('nobody asked for this');
          },
        },
      },
    ),
  ],
  (ask) => {
    const asked = async (query: string, variables: Record<string, unknown> = {}) => {
      let requests = 0;
      const answer = await ask(query, variables, (_, result) => {
        requests += 1;
        return result;
      });
      // both executors asked
      return { answer, requests: requests / 2 };
    };
    it('leaves out what is not included, and asks no subgraph for it', async () => {
      expect(
        await asked('query ($on: Boolean = false) { sensor { height never @include(if: $on) } }'),
      ).toEqual({
        answer: { data: { sensor: { height: 12.5 } } },
        requests: 1,
      });
      expect(await asked('query ($on: Boolean! = true) { sensor { height never @skip(if: $on) } }')).toEqual({
        answer: { data: { sensor: { height: 12.5 } } },
        requests: 1,
      });
    });
    it('follows a variable over its default', async () => {
      const query =
        'query ($on: Boolean! = false) { sensor { alarm @include(if: $on) high @skip(if: $on) } }';
      expect(await ask(query)).toEqual({ data: { sensor: { high: true } } });
      expect(await ask(query, { on: true })).toEqual({ data: { sensor: { alarm: true } } });
    });
    it('holds for fragments, for both at once and for the root', async () => {
      const query = `query ($a: Boolean!, $b: Boolean!) {
        sensor @include(if: $a) { ...F @skip(if: $b) ... @include(if: $b) { alarm } id @include(if: $a) @skip(if: $b) } }
        fragment F on Sensor { high }`;
      expect(await ask(query, { a: true, b: false })).toEqual({ data: { sensor: { high: true, id: 's1' } } });
      expect(await ask(query, { a: true, b: true })).toEqual({ data: { sensor: { alarm: true } } });
      expect(await ask(query, { a: false, b: true })).toEqual({ data: {} });
    });
    it('takes literals', async () => {
      expect(await asked('{ sensor { id never @include(if: false) alarm @skip(if: true) } }')).toEqual({
        answer: { data: { sensor: { id: 's1' } } },
        requests: 1,
      });
    });
  },
);
