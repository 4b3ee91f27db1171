import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { AirError } from '../../errors/air-error.ts';
import { type CompiledOperation, compileDocument } from './operation.ts';
import { wildDocument } from './testing/wild-documents.ts';
import { type Wildness, wildSchema } from './testing/wild-schema.ts';

const signal = new AbortController().signal;
const rootValue = { person: null };
const skipUnusedVariables = (error: GraphQLError): boolean =>
  !/is never used|Fragment .* is never/.test(error.message);

const variables = fc.record(
  {
    yes: fc.constantFrom(true, false),
    no: fc.constantFrom(true, false, null),
    n: fc.constantFrom(1, 3, null),
    at: fc.constant('2026-01-01T00:00:00Z'),
    filter: fc.constantFrom({ text: null, limit: 5 }, { within: { colours: 'RED' } }, {}),
    c: fc.constantFrom('RED', 'BLUE', null),
    ids: fc.constantFrom(['1'], '2', null, []),
  },
  { requiredKeys: ['yes'] },
);

const schemas = new Map<string, GraphQLSchema>();

const schemaOf = (wildness: Wildness): GraphQLSchema => {
  const key = JSON.stringify(wildness);
  const schema = schemas.get(key) ?? wildSchema(wildness);
  schemas.set(key, schema);
  return schema;
};

const runBoth = async (
  wildness: Wildness,
  text: string,
  given: Record<string, unknown>,
): Promise<{ ours: ExecutionResult; theirs: ExecutionResult } | undefined> => {
  const schema = schemaOf(wildness);
  const document = parse(text);
  if (validate(schema, document).some(skipUnusedVariables)) return undefined;
  const theirs = await execute({
    schema,
    document,
    variableValues: given,
    rootValue,
    contextValue: {},
    hideSuggestions: true,
  });
  const operation = compileDocument(schema, document)(undefined);
  if (operation instanceof GraphQLError) throw operation;
  const call = { rootValue, context: {}, variables: given, signal };
  await operation.run({ ...call, variables: { ...given, yes: !given.yes } });
  const ours = await operation.run(call);
  // what one run leaves behind must not change another one
  expect(JSON.stringify((await operation.run(call)).data)).toBe(JSON.stringify(ours.data));
  return { ours, theirs };
};

const told = ({ errors = [] }: ExecutionResult): string[] =>
  errors.map(({ path, locations, originalError }) => {
    const shown = originalError instanceof GraphQLError ? 'of graphql-js' : originalError?.message;
    return JSON.stringify({ path, locations, shown });
  });

/** Whether the error speaks of a place that is null, or below one. */
const isNullAt = (data: unknown, path: readonly (string | number)[] | undefined): boolean => {
  let at = data;
  for (const key of path ?? []) {
    if (at === null || at === undefined) return true;
    at = Object.getOwnPropertyDescriptor(at, key)?.value;
  }
  return at === null || at === undefined;
};

const schema = wildSchema({ seed: 0, isLate: false, faults: 0 });
const seeds = fc.nat(19);

describe('a compiled operation', () => {
  it('answers as graphql-js does, with the same errors in the same order, where nothing is late', async () => {
    let compared = 0;
    const same = fc.asyncProperty(
      wildDocument(schema),
      variables,
      seeds,
      fc.constantFrom(0, 4, 12),
      async (text, given, seed, faults) => {
        const both = await runBoth({ seed, isLate: false, faults }, text, given);
        if (!both) return;
        compared += 1;
        expect(JSON.stringify(both.ours.data)).toBe(JSON.stringify(both.theirs.data));
        expect(told(both.ours)).toEqual(told(both.theirs));
      },
    );
    await fc.assert(same, { numRuns: 300 });
    expect(compared).toBeGreaterThan(200);
  });

  it('answers as graphql-js does where values are promised, and fail late', async () => {
    let compared = 0;
    const same = fc.asyncProperty(
      wildDocument(schema),
      variables,
      seeds,
      fc.constantFrom(0, 4, 12),
      async (text, given, seed, faults) => {
        const both = await runBoth({ seed, isLate: true, faults }, text, given);
        if (!both) return;
        compared += 1;
        const { ours, theirs } = both;
        expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
        // which of several late siblings fails first is a matter of ticks
        expect((ours.errors ?? []).length > 0).toBe((theirs.errors ?? []).length > 0);
        for (const { path } of ours.errors ?? []) expect(isNullAt(ours.data, path)).toBe(true);
        for (const error of told(theirs)) {
          const { path } = JSON.parse(error) as { path?: (string | number)[] };
          const isTold = (ours.errors ?? []).some((one) => one.path?.[0] === path?.[0]);
          expect(isTold || ours.data === null).toBe(true);
        }
      },
    );
    await fc.assert(same, { numRuns: 200 });
    expect(compared).toBeGreaterThan(140);
  });

  const own = buildSchema(/* GraphQL */ `
    type Query { items(flags: [String!] = ["a"]): [Item!] maybe: [Item] slow: Int after: Item }
    type Mutation { add(to: String!): Int! }
    type Item { id: ID! rank: Int! next: Item }
  `);
  const runOwn = async (
    text: string,
    rootValue: object,
    call: { variables?: Record<string, unknown>; signal?: AbortSignal } = {},
  ) => {
    const operation = compileDocument(own, parse(text))(undefined);
    if (operation instanceof GraphQLError) throw operation;
    return operation.run({ rootValue, context: {}, variables: {}, signal, ...call });
  };
  const soon = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(value)));

  it('keeps the place of each item where the first of a list of promises fails late', async () => {
    const maybe = [Promise.reject(new Error('first')), soon({ id: 'b' }), { id: 'c' }, new Error('fourth')];
    const { data, errors } = await runOwn('{ maybe { id } }', { maybe });
    expect(data).toEqual({ maybe: [null, { id: 'b' }, { id: 'c' }, null] });
    expect(errors?.map(({ path }) => path).sort()).toEqual([
      ['maybe', 0],
      ['maybe', 3],
    ]);
  });

  it('hears every promise of a list whose first item fails at once', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown): void => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    const items = () => [
      null,
      Promise.reject(new Error('a')),
      soon(1).then(() => Promise.reject(new Error('b'))),
    ];
    const { data, errors } = await runOwn('{ items { id } }', { items });
    await soon(soon(0));
    process.off('unhandledRejection', hear);
    expect(data).toEqual({ items: null });
    expect(errors).toHaveLength(1);
    expect(unheard).toEqual([]);
  });

  it('gives data that nobody else has', async () => {
    const rootValue = { items: () => [{ id: 'a', rank: 1 }] };
    const operation = compileDocument(own, parse('{ items { id rank } }'))(undefined) as CompiledOperation;
    const call = { rootValue, context: {}, variables: {}, signal };
    const first = (await operation.run(call)).data as { items: Record<string, unknown>[] };
    Object.assign(first.items[0] as object, { rank: 9, more: true });
    first.items.push({});
    expect((await operation.run(call)).data).toEqual({ items: [{ id: 'a', rank: 1 }] });
  });

  it('gives each request arguments of its own', async () => {
    const seen: unknown[] = [];
    const items = ({ flags }: { flags: string[] }) => {
      seen.push([...flags]);
      flags.push('changed');
      return [];
    };
    const operation = compileDocument(
      own,
      parse('{ items(flags: ["a"]) { id } }'),
    )(undefined) as CompiledOperation;
    for (const _ of [1, 2]) await operation.run({ rootValue: { items }, context: {}, variables: {}, signal });
    expect(seen).toEqual([['a'], ['a']]);
  });

  it('runs mutations one after the other', async () => {
    const order: string[] = [];
    const add = async ({ to }: { to: string }) => {
      order.push(`begin ${to}`);
      await soon(0);
      order.push(`end ${to}`);
      return order.length;
    };
    const { data } = await runOwn('mutation { x: add(to: "x") y: add(to: "y") }', { add });
    expect(data).toEqual({ x: 2, y: 4 });
    expect(order).toEqual(['begin x', 'end x', 'begin y', 'end y']);
  });

  it('calls no more resolvers once the request was given up', async () => {
    const leaving = new AbortController();
    const called: string[] = [];
    const next = () => {
      called.push('next');
      return null;
    };
    const after = async () => {
      called.push('after');
      await soon(0);
      leaving.abort(new AirError('DEADLINE_EXCEEDED', 'Too late.'));
      return { id: 'a', next };
    };
    const { data, errors } = await runOwn(
      '{ after { id next { id } } }',
      { after },
      { signal: leaving.signal },
    );
    expect(called).toEqual(['after']);
    expect(data).toBeNull();
    expect(errors?.map(({ message }) => message)).toEqual(['Too late.']);
  });

  it('tells which operation is missing', () => {
    const document = parse('query A { slow } query B { slow }');
    const messageOf = (name?: string) => (compileDocument(own, document)(name) as GraphQLError).message;
    expect(messageOf()).toContain('operation name');
    expect(messageOf('C')).toContain('"C"');
    const live = compileDocument(own, parse('subscription { slow }'))(undefined) as GraphQLError;
    expect(live.message).toContain('no subscription');
    expect(compileDocument(own, document)('B')).not.toBeInstanceOf(GraphQLError);
  });
});
