import fc from 'fast-check';
import { type ExecutionResult, execute, GraphQLError, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileDocument } from './operation.ts';
import { wildDocument } from './testing/wild-documents.ts';
import { wildSchema } from './testing/wild-schema.ts';

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

const runBoth = async (
  wildness: Parameters<typeof wildSchema>[0],
  text: string,
  given: Record<string, unknown>,
): Promise<{ ours: ExecutionResult; theirs: ExecutionResult } | undefined> => {
  const schema = wildSchema(wildness);
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
  const ours = await operation.run(call);
  // what a first run leaves behind must not change a second one
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
const seeds = fc.nat(1_000_000);

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
    await fc.assert(same, { numRuns: 1_500 });
    expect(compared).toBeGreaterThan(700);
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
    await fc.assert(same, { numRuns: 700 });
    expect(compared).toBeGreaterThan(300);
  });
});
