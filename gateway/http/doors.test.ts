import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GrantEnd } from '@aqmrg/platform/access/identity.ts';
import { createIdentitySigner, createIdentityVerifier } from '@aqmrg/platform/access/internal-identity.ts';
import { identityOf } from '@aqmrg/platform/access/testing/identities.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { ada, openGateway, type TestGateway } from './testing/open-gateway.ts';

const secret = 'a secret between our own processes';
const now = Date.now;

/** Enough for two entries of strangers. */
const fewPoints = {
  costPerMinute: 1_000,
  strangersCostPerMinute: 25,
  mutationsPerMinute: 1_000,
  signInsPerMinute: 1_000,
  rowsPerMinute: 1_000,
  socketsPerMinute: 1_000,
};

/** A room elsewhere, and what it heard at its door. */
const openRoom = async (status = 200) => {
  const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const brokenOff: string[] = [];
  let begun = 0;
  const server = createServer(async (request, response) => {
    begun += 1;
    let body = '';
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      brokenOff.push(body);
      return;
    }
    heard.push({ headers: request.headers, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"accepted":1}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    heard,
    brokenOff,
    begun: () => begun,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
};

describe('a door of a room elsewhere', () => {
  let gateway: TestGateway;
  let room: Awaited<ReturnType<typeof openRoom>>;
  let verify: ReturnType<typeof createIdentityVerifier>;
  afterEach(async () => {
    await gateway?.stop();
    room?.close();
  });

  const open = async (
    status?: number,
    options: Parameters<typeof openGateway>[0] = {},
    others: readonly string[] = [],
  ) => {
    room = await openRoom(status);
    verify = createIdentityVerifier({ secret, audience: 'readings', now });
    const sign = createIdentitySigner({ secret, now });
    gateway = await openGateway({
      remoteDoors: [
        {
          service: 'readings',
          origins: [room.origin, ...others],
          doors: ['/v1/readings'],
          identify: (caller, from) => sign('readings', caller, from),
        },
      ],
      ...options,
    });
  };
  const knock = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${gateway.address}/v1/readings`, {
      method: 'POST',
      body: '[{}]',
      ...init,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const vouchedFor = (nth: number) => verify(room.heard[nth]?.headers['x-aqmrg-identity'] as string);

  it('is told who asks, and from where, in our own word alone', async () => {
    await open();
    const answer = await knock({ authorization: 'Bearer ada', 'x-kept': 'as it is' });
    expect(await answer.json()).toEqual({ accepted: 1 });
    expect(vouchedFor(0)).toMatchObject({ caller: { kind: 'user', id: 'ada' }, from: '127.0.0.1' });
    expect(room.heard[0]?.body).toBe('[{}]');
    expect(room.heard[0]?.headers).toMatchObject({ 'x-kept': 'as it is' });
    expect(JSON.stringify(room.heard)).not.toContain('Bearer');
  });

  it('is told of strangers that they are strangers, whatever they say of themselves', async () => {
    await open();
    const forged = createIdentitySigner({ secret: 'another secret that was guessed', now });
    const admin = { ...ada, role: 'ADMIN' } as const;
    await knock({
      'x-aqmrg-identity': forged('readings', admin, '10.0.0.1'),
      'X-AQMRG-Anything': 'else',
    });
    expect(vouchedFor(0)).toMatchObject({ caller: { kind: 'anonymous', role: 'PUBLIC' }, from: '127.0.0.1' });
    expect(room.heard[0]?.headers).not.toHaveProperty('x-aqmrg-anything');
  });

  it('is not reached with a credential that is no good', async () => {
    await open();
    const answer = await knock({ authorization: 'Bearer forged' });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
    expect(room.heard).toEqual([]);
  });

  it('is knocked at once for each request: what is said of who asks is good for one try', async () => {
    await open(503);
    expect((await knock({}, { method: 'GET', body: null })).status).toBe(503);
    expect(room.heard).toHaveLength(1);
  });

  it('is asked in the place of a replica that cannot be reached, but for the first who tried', async () => {
    const gone = await openRoom();
    gone.close();
    await open(200, {}, [gone.origin]);
    const statuses: number[] = [];
    for (let i = 0; i < 10; i += 1) statuses.push((await knock()).status);
    expect(statuses.toSorted()).toEqual([...Array(9).fill(200), 503]);
  });

  /** Sends the first half of a body as Ada, until the room has begun to hear it. */
  const beginBody = async (headers: Record<string, string>) => {
    const identity = identityOf({ 'Bearer ada': ada });
    await open(200, { identity });
    const request = requestHttp(`${gateway.address}/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ada', ...headers },
    });
    const answered = once(request, 'response').then(async ([response]) => ({
      status: response.statusCode as number,
      body: JSON.parse(Buffer.concat(await response.toArray()).toString()),
    }));
    request.write('[{},');
    await expect.poll(() => room.begun()).toBe(1);
    return { identity, request, answered };
  };

  it.each<[GrantEnd, number, string, Record<string, string>]>([
    ['the key was revoked', 401, 'UNAUTHENTICATED', { 'content-length': '8' }],
    ['the session was revoked', 401, 'UNAUTHENTICATED', { 'transfer-encoding': 'chunked' }],
    ['the token expired', 401, 'TOKEN_EXPIRED', { 'transfer-encoding': 'chunked' }],
    ['sign-ins cannot be checked', 503, 'AUTH_UNAVAILABLE', { 'transfer-encoding': 'chunked' }],
  ])('hears no end of a body where %s meanwhile', async (why, status, code, headers) => {
    const { identity, request, answered } = await beginBody(headers);
    expect(identity.end('ada', why)).toBe(1);
    expect(await answered).toMatchObject({ status, body: { error: { code } } });
    await expect.poll(() => room.brokenOff).toEqual(['[{},']);
    expect(room.heard).toEqual([]);
    request.destroy();
  });

  it('hears a body to its end, and nobody is watched any longer', async () => {
    const { identity, request, answered } = await beginBody({ 'content-length': '8' });
    expect(identity.watchers()).toBe(1);
    request.end('{}]\n');
    expect((await answered).status).toBe(200);
    expect(room.heard.map(({ body }) => body)).toEqual(['[{},{}]\n']);
    await expect.poll(() => identity.watchers()).toBe(0);
  });

  it('hears no end of a body whose sender hangs up, and nobody is watched any longer', async () => {
    const { identity, request, answered } = await beginBody({ 'transfer-encoding': 'chunked' });
    answered.catch(() => undefined);
    request.destroy();
    await expect.poll(() => room.brokenOff).toEqual(['[{},']);
    await expect.poll(() => identity.watchers()).toBe(0);
  });

  it('costs the address that shows bad credentials as much as /graphql does', async () => {
    await open(200, { rates: { cache: openMemoryCache(), limits: fewPoints } });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await knock({ authorization: 'Bearer forged' })).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await knock({ authorization: 'Bearer ada' })).status).toBe(200);
  });
});
