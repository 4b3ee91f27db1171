import { readdirSync, readFileSync } from 'node:fs';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadApiSdl, loadSupergraphSdl } from '../supergraph/load.ts';
import { createLimiter, defaultLimits } from './limits.ts';

const limiter = createLimiter(loadSupergraphSdl());
const apiSchema = buildSchema(loadApiSdl());

/** The code, limit and measured value that a text with variables is refused with; undefined where it passes. */
const refusalOfText = (text: string, variables: Record<string, unknown> = {}) => {
  try {
    limiter.measure(limiter.parse(text), undefined).check(variables);
    return undefined;
  } catch (error) {
    if (!(error instanceof AirError)) throw error;
    expect(error.status).toBe(400);
    return { code: error.code, ...error.exceeded };
  }
};

const introspection = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

const operations = new URL(import.meta.resolve('@aqmrg/schema/operations/newest-air.graphql'));
const folder = new URL('.', operations);
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const honest: [string, string][] = [
  ...readdirSync(folder).map((file): [string, string] => [file, readFileSync(new URL(file, folder), 'utf8')]),
  ...[...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, text = ''], index): [string, string] => [
    `query ${index + 1} of the README`,
    text,
  ]),
  ['standard introspection', introspection],
  [
    'a page of 500 sensors with their newest readings and index',
    '{ sensors(first: 500) { nodes { id name latest { value unit quality } aqi { ... on AirQualityIndex { index category } ... on AqiUnavailable { reason } } } } }',
  ],
  [
    'a month of hourly values of 200 sensors',
    'query($from: DateTime!, $to: DateTime!) { sensors(filter: { network: "roofs" }, first: 200) { nodes { id series(quantity: PM25, from: $from, to: $to, every: "PT1H") { starts columns coverage } } } }',
  ],
];

const bomb = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${bomb(levels - 1)} } }`);

describe('the limits of this graph', () => {
  it.each(honest)('let pass: %s', (_, text) => {
    expect(refusalOfText(text)).toBeUndefined();
  });

  it('leave half of the cost, and more of all else, above the operations that we publish', () => {
    const strict = createLimiter(loadSupergraphSdl(), {
      ...defaultLimits,
      maxCost: defaultLimits.maxCost / 2,
      maxTokens: defaultLimits.maxTokens / 20,
      maxFields: defaultLimits.maxFields / 4,
      maxAliases: defaultLimits.maxAliases / 5,
    });
    for (const [, text] of honest.slice(0, -2)) strict.measure(strict.parse(text), undefined).check({});
  });

  it('refuse lists that are too long, by literal and by variable', () => {
    expect(refusalOfText('{ sensors(first: 200000) { nodes { id } } }')).toEqual({
      code: 'QUERY_TOO_COSTLY',
      limit: 20_000,
      measured: 200_004,
    });
    const byVariable = 'query($n: Int) { sensors(first: $n) { nodes { id } } }';
    expect(refusalOfText(byVariable, { n: 50 })).toBeUndefined();
    expect(refusalOfText(byVariable, { n: 200_000 })?.measured).toBe(200_004);
  });

  it('refuse long lists in long lists', () => {
    const text =
      'query($from: DateTime!, $to: DateTime!) { sensors(first: 500) { nodes { readings(quantity: PM25, from: $from, to: $to, first: 5000) { nodes { value } } } } }';
    expect(refusalOfText(text)).toMatchObject({ code: 'QUERY_TOO_COSTLY', measured: 2_502_004 });
  });

  it('refuse introspection that multiplies', () => {
    expect(refusalOfText(`{ __schema { types { ${bomb(2)} } } }`)).toBeUndefined();
    expect(refusalOfText(`{ __schema { types { ${bomb(6)} } } }`)?.code).toBe('QUERY_TOO_COSTLY');
    expect(refusalOfText(`{ __type(name: "Sensor") { ${bomb(9)} } }`)?.code).toBe('QUERY_TOO_COSTLY');
    expect(
      refusalOfText(`{ __schema { types { ${'ofType { '.repeat(30)} name ${'}'.repeat(30)} } } }`)?.code,
    ).toBe('QUERY_TOO_DEEP');
  });

  it('do not count the rows of a report, which has a limit of its own', () => {
    const text = 'mutation($input: ReportReadingsInput!) { reportReadings(input: $input) { __typename } }';
    const rows = Array.from({ length: 10_000 }, () => ({ channels: [{ name: 'a', value: 1 }], replay: {} }));
    expect(refusalOfText(text, { input: { readings: rows } })).toBeUndefined();
  });
});

describe('a document', () => {
  const refused = (text: string) => refusalOfText(text);

  it('may not have too many tokens', () => {
    const text = `{ networks { ${'id '.repeat(10_000)} } }`;
    expect(refused(text)).toEqual({ code: 'QUERY_TOO_LONG', limit: 10_000, measured: 10_001 });
  });

  it('may not nest literals so deep that the parser runs out of stack', () => {
    const levels = 4_900;
    const text = `{ sensors(filter: ${'['.repeat(levels)}${']'.repeat(levels)}) { totalCount } }`;
    expect(refused(text)).toEqual({ code: 'QUERY_TOO_DEEP', limit: 64, measured: 65 });
  });

  it('may not nest fields too deep, in fragments either', () => {
    const nested = (levels: number): string =>
      `sensor(id: "x") { ${'site { sensors { nodes { '.repeat(levels)} id ${'} } }'.repeat(levels)} }`;
    expect(refused(`{ ${nested(7)} }`)).toEqual({ code: 'QUERY_TOO_DEEP', limit: 20, measured: 23 });
    const chain = Array.from(
      { length: 12 },
      (_, index) => `fragment F${index} on Sensor { site { sensors { nodes { ...F${index + 1} } } } }`,
    );
    expect(
      refused(`{ sensor(id: "x") { ...F0 } } ${chain.join(' ')} fragment F12 on Sensor { id }`)?.code,
    ).toBe('QUERY_TOO_DEEP');
  });

  it('may not ask the same over and over under other names', () => {
    const aliased = Array.from({ length: 1_000 }, (_, index) => `a${index}: networks { id }`).join(' ');
    expect(refused(`{ ${aliased} }`)).toEqual({ code: 'TOO_MANY_ALIASES', limit: 30, measured: 1_000 });
    const fields = 'networks { id } '.repeat(21);
    expect(refused(`{ ${fields} }`)).toEqual({ code: 'TOO_MANY_ROOT_FIELDS', limit: 20, measured: 21 });
  });

  it('may not explode through fragments in fragments, which is seen without walking it', () => {
    const levels = 60;
    const fragments = Array.from(
      { length: levels },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} ...F${index + 1} }`,
    );
    const explosion = (leaf: string, depth: number): string =>
      `{ ...F${levels - depth} } ${fragments.slice(levels - depth).join(' ')} fragment F${levels} on Query { ${leaf} }`;
    expect(refused(explosion('a: networks { id }', 10))).toEqual({
      code: 'TOO_MANY_ALIASES',
      limit: 30,
      measured: 59_049,
    });
    expect(refused(explosion('__typename', 10))?.code).toBe('TOO_MANY_ROOT_FIELDS');
    expect(refused(explosion('networks { id }', 60))?.measured).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('may hold fragments in a circle, which validation refuses', () => {
    const circle =
      '{ ...A } fragment A on Query { networks { id } ...B } fragment B on Query { ...A ...Missing }';
    limiter.checkShape(limiter.parse(circle));
    limiter.measure(limiter.parse(circle), undefined).check({});
  });

  it.each([
    'subscription($a: Boolean!) { readingAdded @include(if: $a) { cursor } }',
    'subscription($a: Boolean!) { ... @skip(if: $a) { readingAdded { cursor } } }',
    'subscription($a: Boolean!) { ...F } fragment F on Subscription { ...F readingAdded @skip(if: $a) { cursor } }',
  ])('may not make it a condition what to listen to: %s', (text) => {
    expect(refused(text)).toEqual({ code: 'BAD_INPUT' });
    // the reason to refuse it before validation
    expect(() => validate(apiSchema, parse(text))).toThrow('was not provided a runtime value');
    expect(refused('subscription($a: Boolean!) { readingAdded { cursor @skip(if: $a) } }')).toBeUndefined();
  });

  it('may not carry many directives', () => {
    const skip = '@skip(if: false) ';
    expect(refused(`{ networks { id ${skip.repeat(6)} } }`)).toEqual({
      code: 'TOO_MANY_DIRECTIVES',
      limit: 5,
      measured: 6,
    });
    expect(refused(`{ networks { ${`id ${skip}`.repeat(51)} } }`)).toEqual({
      code: 'TOO_MANY_DIRECTIVES',
      limit: 50,
      measured: 51,
    });
  });

  it('is measured once, and by the operation that is asked', () => {
    const document = limiter.parse(
      'query Few { networks { id } } query Many { sensors(first: 500) { nodes { id } } }',
    );
    expect(limiter.measure(document, 'Few')).toBe(limiter.measure(document, 'Few'));
    expect(limiter.measure(document, 'Few').cost({})).toBe(52);
    expect(limiter.measure(document, 'Many').cost({})).toBe(504);
    expect(() => limiter.measure(document, 'None')).toThrow('Unknown operation named "None".');
    expect(() => limiter.measure(document, undefined)).toThrow('Must provide operation name');
  });
});

describe('variables', () => {
  it('may not nest too deep', () => {
    const filter = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(
      refusalOfText('query($filter: SensorFilter) { sensors(filter: $filter) { totalCount } }', { filter }),
    ).toEqual({ code: 'QUERY_TOO_DEEP', limit: 20, measured: 21 });
    const fits = JSON.parse(`${'['.repeat(20)}${']'.repeat(20)}`);
    expect(refusalOfText('{ networks { id } }', { fits })).toBeUndefined();
  });

  it.each([
    ['{ a: sensors(first: 1) { totalCount } b: sensors(first: 1) { totalCount } }', 0],
    [
      'mutation { a: retireSensor(input: {}) { __typename } ...Two } fragment Two on Mutation { b: retireSensor(input: {}) { __typename } ... on Mutation { c: retireSensor(input: {}) { __typename } } }',
      3,
    ],
    ['mutation { __typename }', 1],
  ])('counts the fields of mutations in %s', (text, mutations) => {
    expect(limiter.measure(limiter.parse(text), undefined).mutations).toBe(mutations);
  });

  it('tells the cost of what it lets through', () => {
    const measured = limiter.measure(limiter.parse('{ sensors(first: 50) { nodes { id } } }'), undefined);
    expect(measured.check({})).toBe(measured.cost({}));
    expect(measured.check({})).toBeGreaterThan(50);
  });
});
