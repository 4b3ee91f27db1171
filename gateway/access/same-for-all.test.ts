import {
  type AccessTable,
  asParent,
  each,
  everyone,
  everyoneTheirOwn,
  own,
} from '@aqmrg/platform/subgraph/access.ts';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose } from '../supergraph/compose.ts';
import { openSupergraph } from '../supergraph/open.ts';
import { isSameForAll } from './same-for-all.ts';

const registry = `
  interface Named { name: String }
  type Query { sensor: Sensor sensors: [Sensor!] me: Owner things: [Thing!] named: [Named!] }
  type Mutation { touch: Int }
  type Subscription { moved: Sensor moves: Int }
  type Sensor implements Named @key(fields: "id") { id: ID! name: String owner: Owner notes: Notes }
  type Notes { text: String secret: String }
  type Owner implements Named @key(fields: "id") { id: ID! name: String email: String }
  union Thing = Sensor | Owner | Notes`;
const registryAccess: AccessTable = {
  Query: { ...each(everyone, 'sensor sensors things named'), me: everyoneTheirOwn },
  Mutation: { touch: everyone },
  Subscription: { moved: everyone, moves: own },
  Sensor: each(everyone, 'id name owner notes'),
  Notes: { text: asParent, secret: own },
  Owner: { ...each(everyone, 'id name'), email: own },
};
/** It holds what it adds to a sensor for the caller's alone, and its word on \`name\` is another than the registry's. */
const market = `
  type Sensor @key(fields: "id") { id: ID! price: Int weight: Int @shareable }
  type Query { offers: Int }`;
const marketAccess: AccessTable = {
  Query: { offers: everyone },
  Sensor: { id: everyone, price: own, weight: everyone },
};
const scales = 'type Sensor @key(fields: "id") { id: ID! weight: Int @shareable }';
const scalesAccess: AccessTable = { Sensor: { id: everyone, weight: own } };

const source = (name: string, schema: string, access: AccessTable) => ({
  name,
  url: `http://${name}`,
  typeDefs: typeDefsOf({ schema, access }),
});
const { supergraphSdl, apiSdl } = compose([
  source('registry', registry, registryAccess),
  source('market', market, marketAccess),
  source('scales', scales, scalesAccess),
]);
const { supergraphSchema } = openSupergraph(supergraphSdl);
const isShared = (text: string, name?: string): boolean => isSameForAll(supergraphSchema, parse(text), name);

describe('an operation is the same for all', () => {
  it.each([
    '{ sensor { id name } }',
    '{ __typename sensors { __typename } offers }',
    '{ sensor { owner { id name } notes { text } } }',
    'subscription { moved { id name } }',
    '{ ...F } fragment F on Query { sensor { ...G } } fragment G on Sensor { notes { text } }',
    '{ things { __typename ... on Sensor { name } ... on Named { name } } named { name } }',
    'query A { sensor { id } } query B { me { id } }',
    'query { sensor { id } } fragment Unused on Owner { email }',
  ])('%s', (text) => {
    expect(isShared(text, text.startsWith('query A') ? 'A' : undefined)).toBe(true);
  });
});

describe('an operation is somebody’s own', () => {
  it.each([
    ['whose root field is', '{ me { id } }'],
    ['that asks one such field beside others', '{ sensor { id } me { id } }'],
    ['that asks it by another name', '{ sensor: me { id } }'],
    ['that asks it of an entity', '{ sensor { owner { email } } }'],
    ['that asks it of what another room adds', '{ sensors { price } }'],
    ['that asks an exception in a plain type', '{ sensor { notes { secret } } }'],
    ['that asks a field of which rooms say this and that', '{ sensor { weight } }'],
    ['that asks it in a fragment', '{ sensor { owner { ...F } } } fragment F on Owner { email }'],
    ['that asks it of one of a union', '{ things { ... on Owner { email } } }'],
    ['that asks it under a condition', 'query($c: Boolean!) { sensor { id } me @include(if: $c) { id } }'],
    ['that introspects', '{ __schema { types { name } } }'],
    ['that introspects beside other fields', '{ sensor { id } __type(name: "Sensor") { name } }'],
    ['that changes something', 'mutation { touch }'],
    ['that subscribes to it', 'subscription { moves }'],
    ['that asks what there is not', '{ nothing }'],
    ['with a fragment that there is not', '{ ...Gone }'],
  ])('%s', (_what, text) => {
    expect(isShared(text)).toBe(false);
  });

  it('that cannot be told among several', () => {
    expect(isShared('query A { sensor { id } } query B { offers }')).toBe(false);
    expect(isShared('query A { sensor { id } }', 'C')).toBe(false);
  });

  it('of a graph whose rooms say nothing', () => {
    const silent = compose([
      { name: 'a', url: 'http://a', typeDefs: parse('type Query { sensor: Int }') },
    ]).supergraphSdl;
    expect(isSameForAll(openSupergraph(silent).supergraphSchema, parse('{ sensor }'), undefined)).toBe(false);
  });
});

describe('the words of the rooms', () => {
  it('stand in the supergraph, and clients do not see them', () => {
    expect(supergraphSdl).toContain(
      'me: Owner @join__field(graph: REGISTRY) @access(policy: "Public, own", sameForAll: false)',
    );
    expect(supergraphSdl).toContain('@link(url: "https://aqmrg.example/access/v1.0", import: ["@access"])');
    expect(apiSdl).not.toContain('access');
  });

  it('are all kept where several rooms have a field', () => {
    const weight = supergraphSdl.split('\n').find((line) => line.includes('weight:')) ?? '';
    expect(weight).toContain('sameForAll: true');
    expect(weight).toContain('sameForAll: false');
  });
});
