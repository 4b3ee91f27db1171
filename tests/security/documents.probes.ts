import { describe, expect, it } from 'vitest';
import { type Attacker, faultOf, fresh, type Kind, kinds } from './attacker.ts';

const repeated = (times: number, part: (i: number) => string): string =>
  Array.from({ length: times }, (_, i) => part(i)).join(' ');

const mutations = (times: number): string =>
  `mutation { ${repeated(times, (i) => `a${i}: retireSensor(input: { id: "roof-1" }) { __typename }`)} }`;

const explosion = (): string => {
  const fragments = repeated(10, (i) => {
    const below =
      i === 9 ? 'id' : repeated(3, (k) => `f${k}: network { sensors(first: 1) { nodes { ...F${i + 1} } } }`);
    return `fragment F${i} on Sensor { ${below} }`;
  });
  return `{ sensors { nodes { ...F0 } } } ${fragments}`;
};

/** Each is past a limit whatever its variables are, so that it can never become known. */
const tooLarge: readonly [string, string, string][] = [
  ['probe 06: 1,000 aliases of one mutation are refused, and none runs', mutations(1_000), 'QUERY_TOO_LONG'],
  ['probe 06: 100 aliases of one mutation are refused, and none runs', mutations(100), 'TOO_MANY_ALIASES'],
  [
    'probe 06: 1,000 root fields through a fragment are refused',
    `query { ...All } fragment All on Query { ${repeated(1_000, (i) => `a${i}: __typename`)} }`,
    'TOO_MANY_ALIASES',
  ],
  [
    'probe 07: a depth of 200 is refused',
    `{ sensors ${'{ nodes { network { sensors '.repeat(66)}{ totalCount }${' } } }'.repeat(66)} }`,
    'QUERY_TOO_DEEP',
  ],
  ['probe 08: fragments that spread to 3^10 fields are refused', explosion(), 'QUERY_TOO_DEEP'],
  ['probe 10: 10,000 duplicate fields are refused', `{ ${'id '.repeat(10_000)} }`, 'QUERY_TOO_LONG'],
  [
    'probe 11: 5,000 duplicate directives are refused',
    `{ __typename ${'@a '.repeat(5_000)} }`,
    'QUERY_TOO_LONG',
  ],
  [
    'probe 11: 100 duplicate directives are refused',
    `{ __typename ${'@skip(if: false) '.repeat(100)} }`,
    'TOO_MANY_DIRECTIVES',
  ],
  [
    'probe 13: a literal that nests 5,000 deep is refused',
    `{ sensors(filter: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { totalCount } }`,
    'QUERY_TOO_DEEP',
  ],
];

const introspection: readonly [string, string][] = [
  ['probe 01: __schema is refused to strangers', '{ __schema { types { name } } }'],
  [
    'probe 01: __schema in a fragment under an alias is refused to strangers',
    'query { ...F } fragment F on Query { innocent: __schema { queryType { name } } }',
  ],
  ['probe 02: __type is refused to strangers', 'query { __type(name: "Sensor") { fields { name } } }'],
];

const page = 'query($first: Int) { sensors(first: $first) { nodes { id } } }';
const nested =
  'query($first: Int) { sensors(first: $first) { nodes { network { sensors(first: $first) { nodes { id } } } } } }';

const ofKind = (kind: Kind, attacker: () => Attacker): void => {
  it.each(introspection)('%s, and answered to those who are signed in', async (_name, query) => {
    const told = await attacker().probe(kind, query);
    expect(faultOf(told)).toMatchObject({ status: 403, code: 'FORBIDDEN', data: undefined });
    const [admin, stranger] = await Promise.all([
      attacker().ask(query, {}, await attacker().asAdmin()),
      attacker().ask(query),
    ]);
    expect(admin.body.data).toBeTruthy();
    expect(faultOf(stranger)).toMatchObject({ code: 'FORBIDDEN', data: undefined });
  });

  it('probe 04: an enum value that was guessed gets no "did you mean"', async () => {
    const query = 'query($q: Quantity!) { nearest(lat: 0, lon: 0, quantity: $q) { distanceKm } }';
    const told = await attacker().probe(kind, query, { q: 'PM2' }, { q: 'PM25' });
    expect(faultOf(told)).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    expect(told.text).not.toMatch(/did you mean|PM25/i);
  });

  it('probe 09: a page of 200,000 is refused, telling the limit and what it would cost', async () => {
    const told = await attacker().probe(kind, page, { first: 200_000 }, { first: 1 });
    expect(faultOf(told)).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COSTLY',
      limit: 20_000,
      data: undefined,
    });
    expect(faultOf(told).measured).toBeGreaterThan(200_000);
  });

  it('probe 13: a variable that nests 5,000 deep is refused', async () => {
    const query = 'query($f: SensorFilter) { sensors(filter: $f) { totalCount } }';
    const deep = `{"f":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    const told = await attacker().probe(kind, query, deep, {});
    expect(faultOf(told)).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP', field: 'f' });
  });

  it('probe 25: pages of pages cost their product', async () => {
    const told = await attacker().probe(kind, nested, { first: 500 }, { first: 1 });
    expect(faultOf(told)).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY', limit: 20_000 });
    expect(faultOf(told).measured).toBeGreaterThan(250_000);
  });
};

/** Probes 1 to 13 and 25: what a document may hold, and what its variables may make of it. */
export const probeDocuments = (attacker: () => Attacker): void => {
  describe.each(kinds)('%s', (kind) => ofKind(kind, attacker));

  describe('a document that is never to run', () => {
    it.each(tooLarge)('%s, however often it is sent', async (_name, query, code) => {
      const text = fresh(query);
      const began = performance.now();
      for (const headers of [{}, await attacker().asAdmin(), {}]) {
        const told = await attacker().ask(text, {}, headers);
        const { limit, measured, ...fault } = faultOf(told);
        expect(fault).toMatchObject({ status: 400, code, data: undefined });
        expect(measured).toBeGreaterThan(limit);
        expect(await attacker().pathOf(told)).toBe('apollo');
      }
      expect(performance.now() - began).toBeLessThan(5_000);
    });

    it.each([
      ['_service { sdl }', '_service'],
      ['_entities(representations: []) { __typename }', '_entities'],
    ])('probe 03: %s is no field of the gateway', async (field, name) => {
      const told = await attacker().ask(`{ ${field} }`, {}, await attacker().asAdmin());
      expect(faultOf(told)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
      expect(told.body.errors[0].message).toContain(`"${name}"`);
    });

    it.each([
      '{ senors { totalCount } }',
      '{ sensors { nodes { nam } } }',
      '{ sensors(frist: 1) { totalCount } }',
    ])('probe 04: %s gets no "did you mean", but from those who are signed in', async (query) => {
      const stranger = await attacker().ask(query);
      expect(faultOf(stranger)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
      expect(stranger.text).not.toMatch(/did you mean/i);
      expect((await attacker().ask(query, {}, await attacker().asAdmin())).text).toMatch(/did you mean/i);
    });

    it('probe 12: a fragment inside itself is refused', async () => {
      const cycle =
        '{ sensors { nodes { ...A } } } fragment A on Sensor { network { sensors { nodes { ...B } } } } fragment B on Sensor { ...A }';
      expect(faultOf(await attacker().ask(cycle))).toMatchObject({
        status: 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
    });
  });

  describe('over WebSocket', () => {
    const codeOver = async (query: string, variables = {}) => {
      const { errors, data } = await attacker().overSocket(query, variables);
      expect(data ?? null).toBeNull();
      return errors?.[0]?.extensions;
    };

    it.each(introspection)('%s', async (_name, query) => {
      expect(await codeOver(query)).toMatchObject({ code: 'FORBIDDEN' });
    });

    it.each(tooLarge)('%s', async (_name, query, code) => {
      const told = await codeOver(query);
      expect(told).toMatchObject({ code, limit: expect.any(Number), measured: expect.any(Number) });
    });

    it.each(['{ senors { totalCount } }', 'subscription { readingAded { cursor } }'])(
      'probe 04: %s gets no "did you mean"',
      async (query) => {
        const { errors } = await attacker().overSocket(query);
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
        expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
      },
    );

    it('probe 09: a page of 200,000 is refused, also of a document that is known', async () => {
      const text = fresh(page);
      const known = await attacker().overSocket(text, { first: 1 });
      expect(known.errors).toBeUndefined();
      for (const query of [text, fresh(page)])
        expect(await codeOver(query, { first: 200_000 })).toMatchObject({
          code: 'QUERY_TOO_COSTLY',
          limit: 20_000,
        });
    });

    it('probe 25: what each event of a subscription would fetch is weighed too', async () => {
      const costly =
        'subscription($first: Int) { readingAdded { reading { sensor { network { sensors(first: $first) { nodes { id } } } } } } }';
      expect(await codeOver(costly, { first: 200_000 })).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
        limit: 20_000,
      });
      const deep = `subscription { readingAdded { reading { sensor ${'{ network { sensors { nodes '.repeat(9)}{ id }${' } } }'.repeat(9)} } } }`;
      expect(await codeOver(deep)).toMatchObject({ code: 'QUERY_TOO_DEEP' });
    });
  });
};
