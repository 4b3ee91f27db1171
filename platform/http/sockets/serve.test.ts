import { get, type IncomingHttpHeaders } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AirError } from '../../errors/air-error.ts';
import { createAddressOf } from '../client-address.ts';
import { makeFeed, openSockets } from './testing/open-sockets.ts';
import { connect, introduce, subscribe, toldTo, until, type Wire } from './testing/wire.ts';

let open: Awaited<ReturnType<typeof openSockets>>[] = [];
const serve = async (options: Parameters<typeof openSockets>[0] = {}) => {
  const served = await openSockets(options);
  open.push(served);
  return served;
};
afterEach(async () => {
  for (const { close } of open) await close();
  open = [];
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for a WebSocket, and tells what HTTP answered. */
const knock = (port: number, headers: Record<string, string> = {}, path = '/graphql'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = get({
      port,
      path,
      host: '127.0.0.1',
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
        'sec-websocket-protocol': 'graphql-transport-ws',
        ...headers,
      },
    });
    request.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.once('response', async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    request.once('error', reject);
  });

const codeIn = ({ body }: Answer): unknown => JSON.parse(body).error.code;

describe('the door', () => {
  it('lets programs in, pages of this host and of friends, and no others', async () => {
    const { port, opened } = await serve();
    expect((await knock(port)).status).toBe(101);
    expect((await knock(port, { origin: 'https://friend.example' })).status).toBe(101);
    expect((await knock(port, { origin: `http://127.0.0.1:${port}` })).status).toBe(101);
    expect((await knock(port, { origin: 'https://GRAPH.example', host: 'graph.example' })).status).toBe(101);
    for (const origin of [
      'https://evil.example',
      'null',
      '',
      'https://friend.example.evil.example',
      'https://friend.example:444',
      'http://friend.example',
      'http://127.0.0.1:1',
    ]) {
      const answer = await knock(port, { origin });
      expect([origin, answer.status, codeIn(answer)]).toEqual([origin, 403, 'FORBIDDEN']);
    }
    expect(opened()).toBe(4);
  });

  it('is at one path', async () => {
    const { port } = await serve();
    const answer = await knock(port, {}, '/graph');
    expect([answer.status, codeIn(answer)]).toEqual([404, 'NOT_FOUND']);
    expect((await knock(port, {}, '/graphql?a=b')).status).toBe(101);
  });

  it('says when to come back where too many are in, and opens when one has left', async () => {
    const { port, url, closedWith } = await serve({ maxSockets: 2 });
    const first = await connect(url);
    await connect(url);
    const answer = await knock(port);
    expect([answer.status, codeIn(answer)]).toEqual([503, 'OVERLOADED']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    first.socket.close();
    await until(() => closedWith.length === 1);
    expect((await knock(port)).status).toBe(101);
  });
});

describe('the sockets of one address', () => {
  const at = (address: string) => ({ 'x-address': address });
  const serveFew = (options: Parameters<typeof serve>[0] = {}) =>
    serve({
      maxSocketsPerAddress: 2,
      addressOf: ({ headers }) => String(headers['x-address']),
      ...options,
    });

  it('are so many at once, and say when to come back; those of others are let in', async () => {
    const { port, url, opened } = await serveFew();
    const wires = [
      await connect(url, { headers: at('203.0.113.1') }),
      await connect(url, { headers: at('203.0.113.1') }),
    ];
    const answer = await knock(port, at('203.0.113.1'));
    expect([answer.status, codeIn(answer)]).toEqual([429, 'OVERLOADED']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await knock(port, at('203.0.113.2'))).status).toBe(101);
    expect(opened()).toBe(3);
    wires[0]?.socket.close();
    await expect.poll(async () => (await knock(port, at('203.0.113.1'))).status).toBe(101);
  });

  it('are those of its network, where it is one of IPv6', async () => {
    const { port, url } = await serveFew();
    await connect(url, { headers: at('2001:db8:0:1::1') });
    await connect(url, { headers: at('2001:db8:0:1:ffff::9') });
    expect((await knock(port, at('2001:db8:0:1::2'))).status).toBe(429);
    expect((await knock(port, at('2001:db8:0:2::1'))).status).toBe(101);
  });

  it('are not those that never opened', async () => {
    let isPatient = false;
    const { port } = await serveFew({
      async admitSocket() {
        if (!isPatient) throw new AirError('RATE_LIMITED', 'Too many.');
      },
    });
    const mine = at('203.0.113.1');
    for (let i = 0; i < 3; i += 1) expect((await knock(port, mine)).status).toBe(429);
    isPatient = true;
    for (let i = 0; i < 3; i += 1)
      expect((await knock(port, { ...mine, 'sec-websocket-key': 'none' })).status).toBe(400);
    await expect.poll(async () => (await knock(port, mine)).status).toBe(101);
  });
});

describe('whoever opens too many', () => {
  const limited = (most: number) => {
    const counts = new Map<string, number>();
    const admitSocket = async (from: string): Promise<void> => {
      const count = (counts.get(from) ?? 0) + 1;
      counts.set(from, count);
      if (count > most)
        throw new AirError('RATE_LIMITED', 'Too many.', {
          retryAfterSeconds: 7,
          exceeded: { limit: most, measured: count },
        });
    };
    return { counts, admitSocket };
  };

  it('is told 429 and when to come back, before a socket is open', async () => {
    const { port, opened } = await serve({ admitSocket: limited(2).admitSocket });
    expect([(await knock(port)).status, (await knock(port)).status]).toEqual([101, 101]);
    const answer = await knock(port);
    expect([answer.status, codeIn(answer)]).toEqual([429, 'RATE_LIMITED']);
    expect(answer.headers).toMatchObject({
      'retry-after': '7',
      'ratelimit-limit': '2',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '7',
    });
    expect(opened()).toBe(2);
  });

  it('is known by the address that a trusted proxy tells, and by none that others tell', async () => {
    const told = limited(9);
    const { port } = await serve({
      addressOf: createAddressOf(['127.0.0.1']),
      admitSocket: told.admitSocket,
    });
    await knock(port, { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' });
    const untold = limited(9);
    const bare = await serve({ admitSocket: untold.admitSocket });
    await knock(bare.port, { 'x-forwarded-for': '203.0.113.9' });
    expect([[...told.counts.keys()], [...untold.counts.keys()]]).toEqual([['203.0.113.9'], ['127.0.0.1']]);
  });

  it('counts for as many as may be open while it is asked about them, and whoever leaves meanwhile is let go', async () => {
    const asked: (() => void)[] = [];
    const { port, opened } = await serve({
      maxSockets: 1,
      admitSocket: () => new Promise((resolve) => asked.push(resolve)),
    });
    const first = knock(port);
    await until(() => asked.length === 1);
    expect((await knock(port)).status).toBe(503);
    asked[0]?.();
    expect((await first).status).toBe(101);
    await expect
      .poll(async () => {
        const leaving = connectTcp(port, '127.0.0.1');
        leaving.write(
          'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
        leaving.resetAndDestroy();
        return asked.length;
      })
      .toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    asked[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(opened()).toBe(1);
  });

  it('by a fault of ours is told 500, and nothing of it', async () => {
    const { port, logged } = await serve({
      async admitSocket() {
        throw new Error('password=hunter2');
      },
    });
    const answer = await knock(port);
    expect([answer.status, codeIn(answer)]).toEqual([500, 'INTERNAL']);
    expect(answer.body).not.toContain('hunter2');
    expect(logged.join()).toContain('could not be admitted');
  });
});

describe('what is open at once', () => {
  const refusedFor = async (wire: Wire, id: string): Promise<unknown> => {
    const message = await wire.seen((told) => told.id === id && told.type === 'error');
    return message.payload[0].extensions;
  };

  it('is bounded on one socket, queries and all', async () => {
    const { url, asked } = await serve({
      maxOperations: 3,
      execute: () => new Promise(() => undefined),
    });
    const wire = await introduce(url);
    for (const id of ['1', '2']) wire.say(subscribe(id, 'subscription { it }'));
    wire.say(subscribe('3', '{ it }'));
    wire.say(subscribe('4', '{ it }'));
    expect(await refusedFor(wire, '4')).toMatchObject({
      code: 'TOO_MANY_SUBSCRIPTIONS',
      limit: 3,
      measured: 4,
    });
    expect(asked).toHaveLength(3);
    wire.say({ id: '1', type: 'complete' });
    wire.say(subscribe('5', 'subscription { it }'));
    await until(() => asked.length === 4);
    expect(toldTo(wire, '5')).toEqual([]);
  });

  it('is bounded for strangers of one address, whatever a proxy is said to have seen, and for each account', async () => {
    const { url, asked, refused } = await serve({ maxSubscriptionsPerCaller: 3 });
    const wires: Wire[] = [];
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      const wire = await introduce(url, undefined, { headers: { 'x-forwarded-for': address } });
      wire.say(subscribe('1', 'subscription { it }'));
      wires.push(wire);
    }
    await until(() => asked.length === 3);
    const wire = wires[0] as Wire;
    wire.say(subscribe('2', 'subscription { it }'));
    expect(await refusedFor(wire, '2')).toMatchObject({ code: 'TOO_MANY_SUBSCRIPTIONS', limit: 3 });
    expect(refused).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    wire.say(subscribe('3', '{ it }'));
    await wire.seen(({ id, type }) => id === '3' && type === 'complete');

    const known = await introduce(url, { authorization: 'good' });
    for (const id of ['1', '2', '3', '4']) known.say(subscribe(id, 'subscription { it }'));
    expect(await refusedFor(known, '4')).toMatchObject({ code: 'TOO_MANY_SUBSCRIPTIONS' });

    // who leaves makes room, who completes does, too
    wires[1]?.socket.terminate();
    wires[2]?.say({ id: '1', type: 'complete' });
    const before = asked.length;
    await until(() => {
      wire.say(subscribe(`again${Math.random()}`, 'subscription { it }'));
      return asked.length >= before + 2;
    });
    wire.say(subscribe('more', 'subscription { it }'));
    expect(await refusedFor(wire, 'more')).toMatchObject({ code: 'TOO_MANY_SUBSCRIPTIONS' });
    expect(asked.length).toBe(before + 2);
  });

  it('is bounded for strangers of one network: whoever has one IPv6 address has many', async () => {
    const { url, asked } = await serve({
      maxSubscriptionsPerCaller: 1,
      addressOf: ({ headers }) => String(headers['x-address']),
    });
    const at = async (address: string): Promise<Wire> => {
      const wire = await introduce(url, undefined, { headers: { 'x-address': address } });
      wire.say(subscribe('1', 'subscription { it }'));
      return wire;
    };
    await at('2001:db8:0:1::1');
    await until(() => asked.length === 1);
    expect(await refusedFor(await at('2001:db8:0:1:ffff::9'), '1')).toMatchObject({
      code: 'TOO_MANY_SUBSCRIPTIONS',
    });
    await at('2001:db8:0:2::1');
    await until(() => asked.length === 2);
  });

  it('is free again after a subscription that was refused, failed or ended', async () => {
    const { url } = await serve({
      maxOperations: 1,
      maxSubscriptionsPerCaller: 1,
      async subscribe({ document }) {
        if (document.includes('thrown')) throw new Error('broken');
        if (document.includes('refused')) return { errors: [] };
        const feed = makeFeed();
        if (document.includes('fails')) feed.fail(new Error('broken'));
        feed.end();
        return feed.stream;
      },
    });
    const wire = await introduce(url);
    for (const what of ['thrown', 'refused', 'fails', 'ends', '{', 'last']) {
      wire.say(subscribe(what, `subscription { ${what} }`));
      await wire.seen(({ id, type }) => id === what && type !== 'next');
    }
    expect(toldTo(wire, 'last')).toEqual(['complete']);
  });
});

describe('a server that stops', () => {
  it('tells each client another moment to come back, evenly', async () => {
    const { url, stop, closedWith } = await serve({ drainSpreadMs: 10_000 });
    const wires = await Promise.all(Array.from({ length: 20 }, () => introduce(url)));
    await stop();
    const waits: number[] = [];
    for (const { closed } of wires) {
      const { code, reason } = await closed;
      expect(code).toBe(1012);
      waits.push(Number(/^retry in (\d+) ms$/.exec(reason)?.[1]));
    }
    waits.sort((a, b) => a - b);
    for (const [place, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(place * 500);
      expect(wait).toBeLessThan((place + 1) * 500);
    }
    expect(closedWith).toEqual(wires.map(() => 1012));
  });

  it('waits for nobody for long, and lets nobody in meanwhile', async () => {
    const { url, port, stop } = await serve();
    const silent = await introduce(url);
    silent.say(subscribe('1', 'subscription { it }'));
    silent.socket.pause();
    const began = performance.now();
    const stopped = stop();
    const answer = await knock(port);
    expect([answer.status, codeIn(answer)]).toEqual([503, 'SHUTTING_DOWN']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    await stopped;
    expect(performance.now() - began).toBeLessThan(5_000);
    silent.socket.terminate();
  });

  it('is done at once where nobody is there', async () => {
    const { stop } = await serve();
    await stop();
  });
});
