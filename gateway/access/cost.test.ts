import fc from 'fast-check';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { atMost } from './cost/tape.ts';
import { menagerieSdl } from './cost/testing/menagerie.ts';
import { naiveCost } from './cost/testing/naive-cost.ts';
import { wildOperations } from './cost/testing/wild-operations.ts';
import { createLimiter, defaultLimits } from './limits.ts';

const open = {
  ...defaultLimits,
  maxCost: Number.MAX_SAFE_INTEGER,
  maxFields: 1e9,
  maxAliases: 1e9,
  maxDirectives: 1e9,
  maxRootFields: 1e9,
};

const link =
  'schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query mutation: Mutation }';
const definitions = `directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  directive @link(url: String, as: String, import: [Import]) repeatable on SCHEMA scalar Import type Mutation { none: Int }`;

const costIn =
  (types: string) =>
  (operation: string, variables: Record<string, unknown> = {}): number =>
    createLimiter(`${link} ${definitions} ${types}`, open)
      .measure(parse(operation), undefined)
      .cost(variables);

/** Beside field cost, an operation costs its objects: type cost, in which the root counts as one. */
const root = 1;

describe('the examples of the specification', () => {
  it('counts a field once for each object that it is asked of', () => {
    const cost = costIn(
      'type User { name: String age: Int @cost(weight: 2) } type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }',
    );
    expect(cost('{ users(max: 5) { age } }')).toBe(11 + root + 5);
  });

  it('adds the weight of an argument where it is given', () => {
    const cost = costIn(
      'input Filter { f: ID } type Query { topProducts(filter: Filter @cost(weight: 15)): [String] @cost(weight: 5) @listSize(assumedSize: 10) }',
    );
    expect(cost('{ topProducts }')).toBe(5 + root);
    expect(cost('{ topProducts(filter: {}) }')).toBe(20 + root);
    expect(cost('query($f: Filter) { topProducts(filter: $f) }', { f: {} })).toBe(20 + root);
    expect(cost('query($f: Filter) { topProducts(filter: $f) }', { f: null })).toBe(5 + root);
  });

  it('takes a negative weight off, but never makes a field cost less than nothing', () => {
    const types = (weight: number) =>
      `enum Approximate { YES } type Product { id: ID } type Query { mostPopularProduct(approx: Approximate @cost(weight: ${weight})): Product @cost(weight: 5) }`;
    expect(costIn(types(-3))('{ mostPopularProduct(approx: YES) { id } }')).toBe(2 + root + 1);
    expect(costIn(types(-30))('{ mostPopularProduct(approx: YES) { id } }')).toBe(0 + root + 1);
  });

  it('adds the weights of input fields to that of their argument', () => {
    const cost = costIn(
      'enum Approximate { YES } input Filter { approx: Approximate @cost(weight: -12) } type Query { topProducts(filter: Filter @cost(weight: 15)): [String] @cost(weight: 5) @listSize(assumedSize: 10) }',
    );
    expect(cost('{ topProducts(filter: { approx: YES }) }')).toBe(8 + root);
    expect(cost('query($f: Filter) { topProducts(filter: $f) }', { f: { approx: 'YES' } })).toBe(8 + root);
    expect(cost('query($a: Approximate) { topProducts(filter: { approx: $a }) }', { a: 'YES' })).toBe(
      8 + root,
    );
  });

  it('lets a slicing argument size a list further down', () => {
    const cost = costIn(
      `type Film { id: ID } type FilmEdge { cursor: ID node: Film } type FilmConnection { edges: [FilmEdge] count: Int }
       type Query { films(first: Int, last: Int): FilmConnection @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"]) }`,
    );
    // one call for films, one for edges, one for each node; objects: the connection, seven edges, seven films
    expect(cost('{ films(first: 7) { count edges { node { id } } } }')).toBe(2 + 7 + root + 1 + 14);
  });
});

describe('static cost', () => {
  const limiter = createLimiter(menagerieSdl, open);
  const schema = buildSchema(menagerieSdl, { assumeValidSDL: true });
  // a wild subscription asks for several root fields, and a wild document leaves variables unused
  const rules = specifiedRules.filter(({ name }) => !/Unused|SingleFieldSubscriptions/.test(name));
  const costOf = (operation: string, variables = {}): number =>
    limiter.measure(parse(operation), undefined).cost(variables);

  it('agrees with a plain reading of the specification on random operations', () => {
    fc.assert(
      fc.property(wildOperations(schema), ({ text, variables }) => {
        const document = parse(text);
        expect(validate(schema, document, rules)).toEqual([]);
        const naive = naiveCost(schema, document, variables, open.assumedListSize);
        expect(limiter.measure(document, undefined).cost(variables)).toBe(Math.min(naive, atMost));
      }),
      { numRuns: 300 },
    );
  });

  it('never falls where a client asks for more', () => {
    const document = parse(
      'query($n: Int, $k: Int) { friends(first: $n) { nodes { kin(first: $k) { id home { __typename } } } } cats(first: $k) { friends(last: $n) { edges { cursor } } } }',
    );
    const { cost } = limiter.measure(document, undefined);
    const size = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(size, size, size, (n, k, more) => {
        expect(cost({ n: Math.min(n + more, 2 ** 31 - 1), k })).toBeGreaterThanOrEqual(cost({ n, k }));
      }),
    );
  });

  it('stays a number however much is asked', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'id' : `kin(first: $n) { ${nested(levels - 1)} }`;
    const document = parse(`query($n: Int) { being { ${nested(18)} } }`);
    const { cost } = limiter.measure(document, undefined);
    for (const n of [2 ** 31 - 1, Number.POSITIVE_INFINITY]) expect(cost({ n })).toBe(atMost);
    for (const n of [Number.NaN, -1, '9', null, [], {}]) expect(Number.isSafeInteger(cost({ n }))).toBe(true);
    for (const n of [0, -0]) expect(cost({ n })).toBe(1 + 1 + 4 + 3);
  });

  it('takes the default of the variable, then that of the schema, then what the schema assumes', () => {
    const document = 'query($n: Int = 9) { friends(first: $n) { nodes { id } } }';
    const of = (size: number): number => 1 + 1 + 1 + 1 + size * 4;
    expect(costOf(document)).toBe(of(9));
    expect(costOf(document.replace(' = 9', ''))).toBe(of(4));
    expect(costOf(document, { n: null })).toBe(of(10));
    expect(costOf('{ friends { nodes { id } } }')).toBe(of(4));
    expect(costOf('{ friends(first: null) { nodes { id } } }')).toBe(of(10));
    expect(costOf('{ friends(first: -3) { nodes { id } } }')).toBe(of(10));
    expect(costOf('{ friends(first: 3, last: 8) { nodes { id } } }')).toBe(of(8));
  });

  it('asks for exactly one slicing argument where the schema does', () => {
    const check = (operation: string, variables = {}): number =>
      limiter.measure(parse(operation), undefined).check(variables);
    check('{ exactly(first: 1) { id } }');
    check('query($n: Int) { exactly(first: $n) { id } }', { n: 1 });
    expect(() => check('{ exactly { id } }')).toThrow(
      'Query.exactly needs exactly one of: first, last; 0 are given.',
    );
    expect(() => check('{ exactly(first: 1, last: 1) { id } }')).toThrow('2 are given');
    expect(() => check('query($n: Int) { exactly(first: $n) { id } }')).toThrow('0 are given');
  });

  it('asks ten for each field of a mutation that has no weight of its own', () => {
    expect(costOf('mutation { stroke }')).toBe(1 + 10);
    expect(costOf('mutation { a: stroke b: stroke carve { weightKg } }')).toBe(1 + 20 + 1 + 0 + 1);
  });
});
