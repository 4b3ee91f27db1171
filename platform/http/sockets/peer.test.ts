import { connect as connectTcp, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { FrameSocket } from '../outlet.ts';
import { frameOf } from '../text-frame.ts';
import { type Feed, makeFeed, openSockets } from './testing/open-sockets.ts';
import { introduce, subscribe, toldTo, until, type Wire } from './testing/wire.ts';

let open: Awaited<ReturnType<typeof openSockets>>[] = [];
afterEach(async () => {
  for (const { close } of open) await close();
  open = [];
});

const next = (id: string, data: object): Buffer =>
  frameOf(JSON.stringify({ id, type: 'next', payload: { data } }));

/** A client with one subscription `live`, to whose socket the test writes. */
const openLive = async (options: Parameters<typeof openSockets>[0] = {}, client: object = {}) => {
  const served = await openSockets(options);
  open.push(served);
  const wire = await introduce(served.url, undefined, client);
  wire.say(subscribe('live', 'subscription { it }'));
  await until(() => served.asked.length === 1);
  const socket = served.asked[0]?.outlet?.socket as FrameSocket;
  return { ...served, wire, socket };
};

/** Writes frames of about `bytes` until the socket is full; returns how many. */
const fill = (socket: FrameSocket, bytes: number): number => {
  const frame = next('live', { it: 'x'.repeat(bytes) });
  let frames = 0;
  for (; !socket.isFull; frames += 1) socket.write(frame);
  return frames;
};

describe('a client that reads', () => {
  it('has room for ever, and confirms what it read', async () => {
    const { socket, wire } = await openLive();
    for (let sent = 0; sent < 100; sent += 1) {
      await until(() => !socket.isFull);
      socket.write(next('live', { it: 'x'.repeat(50_000) }));
    }
    await until(() => toldTo(wire, 'live').length === 100);
    // the last ping lies at most 64 kB back
    await until(() => socket.inFlight < 64 * 1024);
  });

  it('confirms all of it at the next beat', async () => {
    const { socket } = await openLive({ pingEveryMs: 60 });
    socket.write(next('live', { it: 1 }));
    expect(socket.inFlight).toBeGreaterThan(0);
    await until(() => socket.inFlight === 0);
  });

  it('gets whole frames, whoever writes them, and nothing behind the close', async () => {
    const sizes = [1, 100, 126, 5_000, 65_530, 70_000, 200_000];
    const bytes: Buffer[] = [];
    const tapped = (options: NetConnectOpts): Socket =>
      connectTcp(options).on('data', (chunk) => bytes.push(chunk));
    const feed = makeFeed();
    const { socket, wire } = await openLive(
      {
        maxOperations: 100,
        execute: async ({ variables }) => ({ data: { it: variables?.n, pad: 'q'.repeat(30_000) } }),
        subscribe: async ({ document }) => (document.includes('plain') ? feed.stream : makeFeed().stream),
      },
      { createConnection: tapped },
    );
    wire.say(subscribe('plain', 'subscription { plain }'));
    let pongs = 0;
    wire.socket.on('pong', () => {
      pongs += 1;
    });
    const rounds = 60;
    for (let n = 0; n < rounds; n += 1) {
      if (n % 10 === 3) wire.socket.pause();
      if (n % 10 === 6) wire.socket.resume();
      wire.say(subscribe(`q${n}`, '{ it }', { variables: { n } }));
      wire.socket.ping(String(n));
      wire.say({ type: 'ping', payload: { n } });
      feed.push({ data: { n, pad: 'p'.repeat(sizes[n % sizes.length] ?? 0) } });
      socket.write(next('live', { n, pad: 'f'.repeat(sizes[(n * 3) % sizes.length] ?? 0) }));
      await setTimeout(1);
    }
    wire.socket.resume();
    await until(() => toldTo(wire, 'plain').length === rounds);
    const inOrder = Array.from({ length: rounds }, (_, n) => n);
    const numbers = (id: string) => toldTo(wire, id).map((data) => (data as { n: number }).n);
    expect(numbers('live')).toEqual(inOrder);
    expect(numbers('plain')).toEqual(inOrder);
    await until(() => wire.messages.filter(({ type }) => type === 'complete').length === rounds);
    expect(pongs).toBeGreaterThan(0);

    socket.close(4413, 'enough');
    expect(socket.isOpen).toBe(false);
    socket.write(next('live', { n: -1 }));
    expect((await wire.closed).reason).toBe('enough');
    // frame after frame, to the last byte
    const all = Buffer.concat(bytes);
    let at = all.indexOf('\r\n\r\n') + 4;
    let opcode = 0;
    while (at < all.length) {
      opcode = (all[at] ?? 0) & 0x0f;
      expect((all[at] ?? 0) & 0xf0).toBe(0x80);
      expect([1, 8, 9, 10]).toContain(opcode);
      const short = all[at + 1] ?? 0;
      if (short < 126) at += 2 + short;
      else if (short === 126) at += 4 + all.readUInt16BE(at + 2);
      else at += 10 + Number(all.readBigUInt64BE(at + 2));
    }
    expect([at, opcode]).toEqual([all.length, 8]);
  });
});

describe('a client that pauses', () => {
  it('is full after 256 kB, although the kernel took them, and has room again once it has read them', async () => {
    const { socket, wire } = await openLive();
    const rooms: string[] = [];
    const stop = socket.onRoom(() => rooms.push('a'));
    socket.onRoom(() => rooms.push('b'));
    wire.socket.pause();
    const frames = fill(socket, 10_000);
    expect(frames).toBeGreaterThan(25);
    expect(frames).toBeLessThan(30);
    await setTimeout(50);
    expect(socket.isFull).toBe(true);
    expect(rooms).toEqual([]);
    wire.socket.resume();
    await until(() => rooms.length === 2);
    expect(socket.isFull).toBe(false);
    stop();
    wire.socket.pause();
    fill(socket, 10_000);
    wire.socket.resume();
    await until(() => rooms.length === 3);
    expect(rooms).toEqual(['a', 'b', 'b']);
    expect(wire.socket.readyState).toBe(wire.socket.OPEN);
  });

  it('gets the events of a stream one by one once it reads again: until then no more of them are asked for', async () => {
    const feed = makeFeed();
    const { socket, wire } = await openLive({
      subscribe: async ({ document }) => (document.includes('plain') ? feed.stream : makeFeed().stream),
    });
    wire.say(subscribe('plain', 'subscription { plain }'));
    await until(() => feed.pulls() === 1);
    wire.socket.pause();
    fill(socket, 10_000);
    for (let n = 0; n < 50; n += 1) feed.push({ data: { n } });
    await setTimeout(50);
    expect(feed.pulls()).toBeLessThanOrEqual(2);
    wire.socket.resume();
    await until(() => toldTo(wire, 'plain').length === 50);
    expect(toldTo(wire, 'plain')).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })));
  });

  it('cannot pile up answers: a query is open until there was room for it', async () => {
    const { wire, asked } = await openLive({
      maxOperations: 10,
      execute: async () => ({ data: { it: 'x'.repeat(100_000) } }),
    });
    wire.socket.pause();
    for (let n = 0; n < 100; n += 1) {
      wire.say(subscribe(`q${n}`, '{ it }'));
      await setTimeout(1);
    }
    await setTimeout(50);
    // the subscription; two that are over; one whose answer is on the way and whose completion waits; eight that wait whole
    expect(asked.length).toBe(12);
    wire.socket.resume();
    await until(() => wire.messages.filter(({ type }) => type === 'complete').length === 11);
    const refused = wire.messages.filter(({ type }) => type === 'error');
    expect(refused).toHaveLength(89);
    expect(refused[0]?.payload[0].extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    wire.say(subscribe('again', '{ it }'));
    await wire.seen(({ id, type }) => id === 'again' && type === 'complete');
  });

  it('cannot pile up refusals or pongs either', async () => {
    const { socket, wire, closedWith, asked } = await openLive({ maxOperations: 10 });
    wire.socket.pause();
    fill(socket, 10_000);
    for (let n = 0; n < 500; n += 1) wire.say({ type: 'ping', payload: { n } });
    wire.say(subscribe('q', '{ it }'));
    await until(() => asked.length === 2);
    wire.socket.resume();
    const { payload } = await wire.seen(({ type }) => type === 'pong');
    expect(payload).toEqual({ n: 499 });
    expect(wire.messages.filter(({ type }) => type === 'pong')).toHaveLength(1);
    // the last ping is confirmed: no pong on its way makes room again
    await until(() => socket.inFlight < 64 * 1024);
    wire.socket.pause();
    fill(socket, 10_000);
    for (let n = 0; n < 300; n += 1) wire.say(subscribe(`bad${n}`, '{'));
    await until(() => !socket.isOpen);
    wire.socket.resume();
    expect(await wire.closed).toEqual({ code: 4413, reason: 'reading too slowly' });
    await until(() => closedWith.length === 1);
    expect(closedWith).toEqual([4413]);
  });

  it('is not believed where it confirms what it cannot have read', async () => {
    const { socket, wire } = await openLive({}, { autoPong: false });
    wire.socket.pause();
    fill(socket, 10_000);
    for (const count of [2 ** 40, 2 ** 47]) {
      const payload = Buffer.alloc(6);
      payload.writeUIntBE(count, 0, 6);
      wire.socket.pong(payload);
    }
    wire.socket.pong('hello');
    wire.say({ type: 'pong' });
    await setTimeout(50);
    expect(socket.isFull).toBe(true);
  });
});

describe('a peer', () => {
  const gone = async (wire: Wire, closedWith: readonly number[]): Promise<void> => {
    await until(() => closedWith.length === 1);
    expect(closedWith).toEqual([4413]);
    wire.socket.terminate();
  };

  it('that answers no ping is closed after two of them', async () => {
    const { wire, closedWith } = await openLive({ pingEveryMs: 240 }, { autoPong: false });
    let pings = 0;
    wire.socket.on('ping', () => {
      pings += 1;
    });
    expect(await wire.closed).toEqual({ code: 4413, reason: 'no answer to two pings' });
    // the first may have come before it was looked for
    expect(pings).toBeGreaterThanOrEqual(1);
    expect(pings).toBeLessThanOrEqual(2);
    await gone(wire, closedWith);
  });

  it('that is not there any more is cut, and its streams end', async () => {
    const feeds: Feed[] = [];
    const { wire, closedWith } = await openLive({
      pingEveryMs: 60,
      async subscribe() {
        const feed = makeFeed();
        feeds.push(feed);
        return feed.stream;
      },
    });
    wire.socket.pause();
    await gone(wire, closedWith);
    await until(() => feeds[0]?.isReturned() === true);
  });

  it('that answers stays', async () => {
    const { wire } = await openLive({ pingEveryMs: 60 });
    await setTimeout(600);
    expect(wire.socket.readyState).toBe(wire.socket.OPEN);
  });
});
