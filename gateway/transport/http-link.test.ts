import { gzipSync } from 'node:zlib';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { reasonOf } from './failures.ts';
import { type HttpLink, type HttpLinkOptions, type Identify, openHttpLink } from './http-link.ts';
import { failureOf, makeRequest } from './testing/requests.ts';
import { cutOff, json, type SubgraphServer, silence, startSubgraph } from './testing/subgraph-server.ts';

const answer = { data: { sensors: [{ id: 'roof-1' }] } };

describe('a subgraph over HTTP', () => {
  let server: SubgraphServer;
  let link: HttpLink;
  const open = async (
    reply: Parameters<typeof startSubgraph>[0],
    options: HttpLinkOptions = {},
  ): Promise<void> => {
    server = await startSubgraph(reply);
    link = openHttpLink('sensors', server.url, options);
  };
  afterEach(async () => {
    await link.close();
    await server.close();
  });

  it('is sent the document, the variables, the operation and who asks', async () => {
    let signed = 0;
    const identify: Identify = ({ id }, from) => `${id} from ${from}, ${++signed}`;
    await open(json(answer), { identify });
    const document = 'query Q($id: ID = "ünïcode \\"quoted\\"") { sensors { id } }';
    const variables = { id: 'roof-1', of: [1, { a: null }] };
    const asked = { document, variables, operationName: 'Q', from: '192.0.2.1', requestId: 'r-7' };
    expect(await link.execute(makeRequest(asked))).toEqual(answer);
    const [heard] = server.heard;
    expect([heard?.method, heard?.path]).toEqual(['POST', '/graphql']);
    expect(JSON.parse(heard?.body ?? '')).toEqual({ query: document, operationName: 'Q', variables });
    expect(heard?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-aqmrg-identity': 'anonymous from 192.0.2.1, 1',
      'x-request-id': 'r-7',
    });
    expect(heard?.headers).not.toHaveProperty('authorization');
    expect(heard?.headers).not.toHaveProperty('accept-encoding');
    expect(heard?.headers).not.toHaveProperty('traceparent');
  });

  it('keeps its connections', async () => {
    await open(json(answer));
    for (let i = 0; i < 5; i += 1) await link.execute(makeRequest());
    await link.ready(new AbortController().signal);
    expect(server.heard.length).toBe(6);
    // undici takes a connection back one turn after its answer, so that two take turns
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('opens no more connections than it may, and answers all', async () => {
    await open(json(answer), { connections: 2 });
    const all = await Promise.all(Array.from({ length: 12 }, () => link.execute(makeRequest())));
    expect(all).toEqual(Array.from({ length: 12 }, () => answer));
    expect(server.connections()).toBe(2);
  });

  it.each([
    [200, { data: null, errors: [{ message: 'no' }] }],
    [400, { errors: [{ message: 'no such field', extensions: { code: 'BAD_INPUT' } }] }],
    [500, { data: { sensors: null }, errors: [{ message: 'no' }] }],
    [503, { errors: [{ message: 'later' }] }],
  ])('answers whatever GraphQL says, with status %s', async (status, body) => {
    await open(json(body, status));
    expect(await link.execute(makeRequest())).toEqual(body);
  });

  it.each([
    [413, 'BODY_TOO_LARGE', 'Too large.'],
    [429, 'OVERLOADED', 'Busy.'],
    [500, 'INTERNAL', 'Something went wrong on our side.'],
  ])('tells with which code a room refused the whole request: %s %s', async (status, code, message) => {
    await open(json({ error: { code, message, field: 'at.fault' }, requestId: 'r' }, status));
    const error = (await failureOf(link.execute(makeRequest()))) as AirError;
    expect(error).toBeInstanceOf(AirError);
    expect([error.code, error.message, error.field]).toEqual([code, message, 'at.fault']);
    expect(reasonOf(error)).toBeUndefined();
  });

  it.each([
    ['a 502 of a balancer', 'passing', json('<html>bad gateway</html>', 502)],
    ['a room that stops', 'passing', json({ error: { code: 'SHUTTING_DOWN', message: 'Bye.' } }, 503)],
    ['a 504', 'passing', json({}, 504)],
    ['a connection that is cut before the answer', 'passing', cutOff],
    [
      'a connection that is cut in the middle of the answer',
      'passing',
      (response) => {
        response.writeHead(200, { 'content-length': 1_000 });
        response.write('{"data":', () => response.socket?.destroy());
      },
    ],
    ['an answer that is no JSON', 'lasting', (response) => response.end('{"data":{')],
    ['an answer that is no GraphQL', 'lasting', json({ hello: 'world' })],
    ['errors that are none', 'lasting', json({ errors: 'boom' })],
    ['data that is none', 'lasting', json({ data: [1] })],
    ['neither data nor errors', 'lasting', json({ data: null })],
    [
      'a room that does not believe who asks',
      'disbelieved',
      json({ error: { code: 'UNAUTHENTICATED', message: 'Who are you?' } }, 401),
    ],
    ['a code that we do not know', 'lasting', json({ error: { code: 'TEAPOT', message: 'no' } }, 418)],
    [
      'a redirection',
      'lasting',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
  ] as [string, string, Parameters<typeof startSubgraph>[0]][])(
    'is unavailable after %s (%s)',
    async (_, reason, reply) => {
      await open(reply);
      const error = (await failureOf(link.execute(makeRequest()))) as AirError;
      expect([error.code, reasonOf(error)]).toEqual(['SUBGRAPH_UNAVAILABLE', reason]);
      const shown = JSON.stringify(error) + error.message;
      expect(shown).not.toContain('127.0.0.1');
      expect(shown).not.toContain(String(server.port));
      expect(error.cause).toBeDefined();
    },
  );

  it('is unavailable where nobody listens, and names no address', async () => {
    await open(json(answer));
    await server.close();
    const error = (await failureOf(link.execute(makeRequest()))) as AirError;
    expect([error.code, error.message, reasonOf(error)]).toEqual([
      'SUBGRAPH_UNAVAILABLE',
      'The sensors subgraph does not answer.',
      'passing',
    ]);
    const notReady = await failureOf(link.ready(new AbortController().signal));
    expect(notReady.message).toBe('The sensors subgraph does not answer.');
    server = await startSubgraph(json(answer));
  });

  it('takes no more than it may hold', async () => {
    await open((response) => response.end(JSON.stringify({ data: { text: 'x'.repeat(5_000) } })), {
      maxBytes: 4_000,
    });
    expect(reasonOf(await failureOf(link.execute(makeRequest())))).toBe('lasting');
    server.replyWith(json(answer));
    expect(await link.execute(makeRequest())).toEqual(answer);
  });

  it('unpacks what it asked to be packed, and no more than it may hold', async () => {
    const packed =
      (body: unknown): Parameters<typeof startSubgraph>[0] =>
      (response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.from(JSON.stringify(body))));
    await open(packed(answer), { packed: true, maxBytes: 4_000 });
    expect(await link.execute(makeRequest())).toEqual(answer);
    expect(server.heard[0]?.headers['accept-encoding']).toContain('gzip');
    server.replyWith(packed({ data: { text: 'x'.repeat(100_000) } }));
    expect(reasonOf(await failureOf(link.execute(makeRequest())))).toBe('lasting');
  });

  it('lets the subgraph know when the client left', async () => {
    const left = new AbortController();
    const closed = Promise.withResolvers<void>();
    await open((response) => {
      response.once('close', () => closed.resolve());
      left.abort(new Error('the client left'));
    });
    const error = await failureOf(link.execute(makeRequest({ signal: left.signal })));
    expect(error.message).toBe('the client left');
    await closed.promise;
  });

  it('sends nothing for a client that left while it waited for a connection', async () => {
    await open(silence, { connections: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const hung = failureOf(link.execute(makeRequest({ signal: first.signal })));
    await expect.poll(() => server.heard.length).toBe(1);
    const waiting = failureOf(link.execute(makeRequest({ signal: second.signal, requestId: 'waited' })));
    second.abort(new Error('the client left'));
    expect((await waiting).message).toBe('the client left');
    server.replyWith(json(answer));
    first.abort(new Error('the client left'));
    await hung;
    expect(await link.execute(makeRequest())).toEqual(answer);
    expect(server.heard.map(({ headers }) => headers['x-request-id'])).not.toContain('waited');
  });
});
