import { describe, expect, it } from 'vitest';
import { type Attacker, faultOf, fresh, hashOf, type Kind, kinds, type Told } from './attacker.ts';

const plain = '{ sensors { totalCount } }';
const searchOf = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;
const ofAnotherSite = {
  'sec-fetch-site': 'cross-site',
  'user-agent': 'Mozilla/5.0',
  origin: 'https://evil.example',
};

/** A text that is new, or one that was answered before. */
const textOf = async (kind: Kind, attacker: Attacker, query: string): Promise<string> => {
  const text = fresh(query);
  if (kind === 'known document')
    expect((await attacker.ask(text, {}, await attacker.asAdmin())).status).toBe(200);
  return text;
};

const isRefused = (told: Told, status: number | readonly number[], code?: string): void => {
  expect([status].flat()).toContain(told.status);
  expect(told.headers.get('content-type')).toMatch(/json/);
  expect(told.body.data ?? null).toBeNull();
  expect(told.body.errors[0].extensions.code).not.toBe('INTERNAL');
  if (code) expect(told.body.errors[0].extensions.code).toBe(code);
};

const ofKind = (kind: Kind, attacker: () => Attacker): void => {
  const text = (query = plain) => textOf(kind, attacker(), query);

  it('probe 05: several operations in one body are refused', async () => {
    const query = await text();
    isRefused(await attacker().send(JSON.stringify([{ query }, { query }])), 400, 'BATCH_REFUSED');
    isRefused(await attacker().send('[]'), 400, 'BATCH_REFUSED');
  });

  it.each([
    ['text/plain', (query: string) => JSON.stringify({ query })],
    ['application/x-www-form-urlencoded', (query: string) => `query=${encodeURIComponent(query)}`],
    [
      'multipart/form-data; boundary=x',
      (query: string) => `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${query}\r\n--x--\r\n`,
    ],
  ])('probe 15: %s, which any page may send, is not read', async (contentType, write) => {
    for (const headers of [{}, await attacker().asAdmin()]) {
      const told = await attacker().send(write(await text()), { 'content-type': contentType, ...headers });
      isRefused(told, [400, 415]);
    }
  });

  it('probe 16: GET from a page of another site is refused, unless it set a header that such pages cannot', async () => {
    const path = searchOf(await text());
    for (const headers of [
      ofAnotherSite,
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'user-agent': 'Mozilla/5.0' },
      { referer: 'https://evil.example/' },
    ])
      isRefused(await attacker().get(path, headers), 400, 'BAD_REQUEST');
    const allowed = await attacker().get(path, { ...ofAnotherSite, 'apollo-require-preflight': '1' });
    expect(allowed.body).toEqual({ data: { sensors: { totalCount: 1 } } });
  });

  it('probe 17: a mutation by GET is refused with 405', async () => {
    const told = await attacker().get(searchOf(await text('mutation { __typename }')), {
      ...(await attacker().asAdmin()),
      'apollo-require-preflight': '1',
    });
    isRefused(told, 405);
    expect(told.headers.get('allow')).toBe('POST');
  });

  it('probe 18: GET with another content type than JSON is refused', async () => {
    const path = searchOf(await text());
    for (const type of ['application/xml', 'application/x-www-form-urlencoded'])
      isRefused(await attacker().get(path, { 'content-type': type, 'apollo-require-preflight': '1' }), 415);
  });

  it('probe 21: only pages of listed origins may read an answer', async () => {
    const query = await text();
    const allowed = (told: Told) => told.headers.get('access-control-allow-origin');
    const evil = await attacker().ask(query, {}, { origin: 'https://evil.example' });
    expect(allowed(evil)).toBeNull();
    expect(evil.headers.get('access-control-allow-credentials')).toBeNull();
    const listed = await attacker().ask(query, {}, { origin: 'https://studio.apollographql.com' });
    expect(allowed(listed)).toBe('https://studio.apollographql.com');
    expect(listed.headers.get('vary')).toMatch(/origin/i);
  });

  it('probe 22: a trace is not given to who asks for one', async () => {
    const told = await attacker().ask(await text(), {}, { 'apollo-federation-include-trace': 'ftv1' });
    expect(told.body).toEqual({ data: { sensors: { totalCount: 1 } } });
  });

  it('probe 24: another charset than UTF-8 is refused', async () => {
    const body = JSON.stringify({ query: await text() });
    for (const charset of ['utf-16', 'utf-7', 'ibm037', 'iso-8859-1', '"shift_jis"']) {
      const told = await attacker().send(body, { 'content-type': `application/json; charset=${charset}` });
      isRefused(told, 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
    for (const charset of ['utf-8', '"UTF-8"']) {
      const told = await attacker().send(body, { 'content-type': `application/json; charset=${charset}` });
      expect(told.status).toBe(200);
    }
  });

  it('refuses a token that is wrong, rather than take its bearer for a stranger', async () => {
    const told = await attacker().ask(await text(), {}, { authorization: 'Bearer guessed' });
    isRefused(told, 401, 'UNAUTHENTICATED');
    expect(told.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('answers both ways with the same headers', async () => {
    const query = await text();
    const told = await attacker().ask(query, {}, { accept: 'application/graphql-response+json' });
    expect(await attacker().pathOf(told)).toBe(kind === 'known document' ? 'hot' : 'apollo');
    const { 'x-request-id': id, date: _, ...headers } = Object.fromEntries(told.headers);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers).toEqual({
      'access-control-expose-headers': expect.stringContaining('retry-after'),
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'content-length': '37',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/graphql-response+json; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      'keep-alive': 'timeout=72',
      'ratelimit-limit': expect.stringMatching(/^\d+$/),
      'ratelimit-policy': expect.stringMatching(/^\d+;w=60$/),
      'ratelimit-remaining': expect.stringMatching(/^\d+$/),
      'ratelimit-reset': expect.stringMatching(/^\d+$/),
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
    });
    expect(told.text).toBe('{"data":{"sensors":{"totalCount":1}}}');
  });
};

const malformed: readonly [string, string][] = [
  ['half of it', '{"query": '],
  ['nothing', ''],
  ['a word', 'query'],
  ['null', 'null'],
  ['a string', '"{ __typename }"'],
  ['a document as an object', '{"query":{"kind":"Document","definitions":[]}}'],
  ['no query', '{"qeury":"{ __typename }"}'],
  ['an empty query', '{"query":""}'],
  ['variables as text', '{"query":"{ __typename }","variables":"{}"}'],
  ['variables as a list', '{"query":"{ __typename }","variables":[]}'],
  ['extensions as text', '{"query":"{ __typename }","extensions":"x"}'],
  ['an operation name as a number', '{"query":"{ __typename }","operationName":1}'],
  ['an operation that is not there', '{"query":"query A { __typename }","operationName":"B"}'],
  ['two operations and no name', '{"query":"query A { __typename } query B { __typename }"}'],
  ['a prototype', '{"query":"{ __typename }","__proto__":{"admin":true}}'],
  ['a hash that is none', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":{"$gt":""}}}}'],
  [
    'a hash of a later version',
    `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"${hashOf(plain)}"}}}`,
  ],
  ['an id that nobody knows', '{"documentId":"../../etc/passwd"}'],
  ['lists in lists without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
];

/** Probes 5 and 14 to 24: what HTTP may carry. */
export const probeHttp = (attacker: () => Attacker): void => {
  describe.each(kinds)('%s', (kind) => ofKind(kind, attacker));

  it.each([300_000, 10_000_000])('probe 14: a body of %d bytes is refused', async (length) => {
    const told = await attacker().ask(plain, { padding: 'x'.repeat(length) });
    isRefused(told, 413, 'BODY_TOO_LARGE');
    expect(faultOf(told)).toMatchObject({ limit: 262_144, measured: expect.any(Number) });
  });

  it.each(malformed)('probe 20: %s is answered as JSON with a code', async (_name, body) => {
    isRefused(await attacker().send(body), 400);
  });

  it('probe 20: a compressed body is not unpacked', async () => {
    isRefused(await attacker().send('x', { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('probe 17: other methods are refused with 405', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(attacker().graphql, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  it('probe 21: a page of another origin gets no leave to send JSON', async () => {
    const ask = (origin: string) =>
      fetch(attacker().graphql, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
    const evil = await ask('https://evil.example');
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
    const listed = await ask('http://localhost:3000');
    expect(listed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  it('probe 22: there are no pages to explore with, and the schema is for those who are signed in', async () => {
    for (const path of ['/sandbox', '/graphiql']) expect((await attacker().get(path)).status).toBe(404);
    const page = await attacker().get('/graphql', { accept: 'text/html' });
    expect([page.status, page.headers.get('location')]).toEqual([406, null]);
    const home = await attacker().get('/');
    expect(home.status).toBe(200);
    expect(home.text).not.toMatch(/sandbox|graphiql|schema\.graphql/i);
    expect((await attacker().get('/schema.graphql')).body.error.code).toBe('UNAUTHENTICATED');
    expect((await attacker().get('/schema.graphql', await attacker().asAdmin())).text).toContain(
      'type Query',
    );
  });

  it('probe 23: a document is registered under its hash only after it passed the limits', async () => {
    const register = (query: string) =>
      attacker().send(
        JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } } }),
      );
    const byHash = (query: string) =>
      attacker().send(
        JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } } }),
      );
    const good = fresh(plain);
    isRefused(await byHash(good), 200, 'PERSISTED_QUERY_NOT_FOUND');
    expect((await register(good)).body.data).toBeTruthy();
    const found = await byHash(good);
    expect(found.body.data).toBeTruthy();
    expect(await attacker().pathOf(found)).toBe('hot');

    for (const bad of [
      '{ sensors(first: 200000) { nodes { id } } }',
      '{ __schema { queryType { name } } }',
      '{ senors }',
      `{ ${'a: __typename '.repeat(40)} }`,
    ].map(fresh)) {
      isRefused(await register(bad), [400, 403]);
      isRefused(await byHash(bad), 200, 'PERSISTED_QUERY_NOT_FOUND');
    }
  });

  it('probe 23: a hash of another text is refused, also where it is known', async () => {
    const [good, other] = [fresh(plain), fresh('{ __typename }')];
    for (const sha256Hash of [hashOf(good), hashOf(other)]) {
      await attacker().send(
        JSON.stringify({ query: good, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
      );
    }
    const forged = { query: other, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(good) } } };
    isRefused(await attacker().send(JSON.stringify(forged)), 400, 'BAD_INPUT');
    isRefused(
      await attacker().send(
        JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(other) } } }),
      ),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    );
  });
};
