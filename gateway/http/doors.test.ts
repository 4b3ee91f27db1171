import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentitySigner, createIdentityVerifier } from '@aqmrg/platform/access/internal-identity.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { ada, openGateway, type TestGateway } from './testing/open-gateway.ts';

const secret = 'a secret between our own processes';
const now = Date.now;

/** A room elsewhere, and what it heard at its door. */
const openRoom = async (status = 200) => {
  const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ headers: request.headers, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"accepted":1}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    heard,
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

  const open = async (status?: number) => {
    room = await openRoom(status);
    verify = createIdentityVerifier({ secret, audience: 'readings', now });
    const sign = createIdentitySigner({ secret, now });
    gateway = await openGateway({
      remoteDoors: [
        {
          service: 'readings',
          origin: room.origin,
          doors: ['/v1/readings'],
          identify: (caller, from) => sign('readings', caller, from),
        },
      ],
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
});
