import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Variables } from './operation.ts';
import { compileShaper, Misfit } from './shaper.ts';
import type { Tree } from './tree.ts';

const schema = buildSchema(`
  scalar Any
  enum Quality { GOOD BAD }
  interface Place { id: ID! near: [Place!] }
  type Roof implements Place { id: ID! near: [Place!] heightM: Float }
  type Road implements Place { id: ID! near: [Place!] lanes: Int! }
  union Found = Roof | Road
  type Query {
    text: String  whole: Int  real: Float  yes: Boolean  id: ID  quality: Quality  any: Any
    must: String!  grid: [[Float!]]  place: Place  found: [Found]  self: Query
  }`);

const shaped = (text: string, tree: Tree, coerced: Variables = {}): string => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return JSON.stringify(compileShaper(schema, document, operation)(tree, coerced));
};

describe('the shaper', () => {
  it('writes what was asked, in the order of the operation, and nothing else', () => {
    expect(shaped('{ whole b: text any }', { any: { x: [1] }, b: 'é"\n', whole: 3, secret: 's' })).toBe(
      '{"whole":3,"b":"é\\"\\n","any":{"x":[1]}}',
    );
  });

  it('writes null for what nobody sent', () => {
    expect(shaped('{ text whole grid place { id } }', {})).toBe(
      '{"text":null,"whole":null,"grid":null,"place":null}',
    );
  });

  it('writes lists of lists', () => {
    expect(shaped('{ grid }', { grid: [[1.5, 2], null, []] })).toBe('{"grid":[[1.5,2],null,[]]}');
  });

  it('picks the fields of the type that came', () => {
    const text = `{ found { __typename ... on Place { id } ... on Roof { heightM } ...lanes } } fragment lanes on Road { lanes }`;
    const found = [
      { __typename: 'Roof', id: 1, heightM: 9.5 },
      null,
      { __typename: 'Road', id: 'x', lanes: 2 },
    ];
    expect(JSON.parse(shaped(text, { found }))).toEqual({
      found: [{ __typename: 'Roof', id: 1, heightM: 9.5 }, null, { __typename: 'Road', id: 'x', lanes: 2 }],
    });
  });

  it('joins selections of one name, wherever they stand', () => {
    const text =
      '{ self { text } ...more ... on Query { self { self { yes } } } } fragment more on Query { self { whole } }';
    expect(JSON.parse(shaped(text, { self: { text: 't', whole: 1, self: { yes: true } } }))).toEqual({
      self: { text: 't', whole: 1, self: { yes: true } },
    });
  });

  it.each([
    [{ a: true, b: true }, '{}'],
    [{ a: true, b: false }, '{"whole":1}'],
    [{ a: false, b: false }, '{"text":"t","self":{"yes":true},"whole":1}'],
    [{ a: false, b: true }, '{"text":"t","self":{"yes":true}}'],
  ])('leaves out what %j skips', (variables, expected) => {
    const text =
      'query ($a: Boolean!, $b: Boolean!) { text @skip(if: $a) ... @skip(if: $a) { self { yes real @include(if: $a) } } whole @skip(if: $b) real @include(if: false) }';
    expect(shaped(text, { text: 't', self: { yes: true, real: 1 }, whole: 1 }, variables)).toBe(expected);
  });

  it('shows a field when any of its mentions is included, with the selections of those', () => {
    const text =
      'query ($a: Boolean!, $b: Boolean!) { self @include(if: $a) { text } self @include(if: $b) { whole } }';
    const tree = { self: { text: 't', whole: 1 } };
    expect(shaped(text, tree, { a: true, b: false })).toBe('{"self":{"text":"t"}}');
    expect(shaped(text, tree, { a: false, b: true })).toBe('{"self":{"whole":1}}');
    expect(shaped(text, tree, { a: false, b: false })).toBe('{}');
  });

  it.each([
    ['{ must }', {}],
    ['{ whole }', { whole: 1.5 }],
    ['{ whole }', { whole: '1' }],
    ['{ real }', { real: Number.NaN }],
    ['{ yes }', { yes: 1 }],
    ['{ text }', { text: 1 }],
    ['{ quality }', { quality: 'UGLY' }],
    ['{ grid }', { grid: 1 }],
    ['{ grid }', { grid: [[null]] }],
    ['{ place { id } }', { place: { id: 1 } }],
    ['{ place { id } }', { place: { __typename: 'Query', id: 1 } }],
    ['{ self { text } }', { self: 'self' }],
    ['{ self { text } }', { self: { __typename: 'Roof' } }],
  ])('does not fit %s to %j', (text, tree) => {
    expect(() => shaped(text, tree)).toThrow(Misfit);
  });
});
