import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerSensor } from '../support/builders.ts';
import { createClient, until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { watchMemory } from '../support/resident.ts';
import { startFlood } from './flood.ts';
import { type Heard, openReader, type Reader, readFrame } from './reader.ts';

const pausedSeconds = Number(process.env.SLOW_SECONDS ?? 60);
const warmUpSeconds = 20;
const rowsASecond = 2_000;
const readers = 20;
/** A client that answers no ping for two intervals of 12 s is closed: this is how long the others stop reading at a time. */
const stintSeconds = 10;
const sensorIds = Array.from({ length: 50 }, (_, i) => `roof-${i}`);

const seconds = (count: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, count * 1_000));

const at = (share: number, numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] as number;

/** The p99 of each second, and of those the one in the middle: a second in which others had the processors does not decide. */
const watchLatency = (readers: readonly Reader[]) => {
  const ofSeconds: number[] = [];
  const timer = setInterval(() => {
    const latencies = readers.flatMap((reader) => reader.takeLatencies());
    if (latencies.length > 0) ofSeconds.push(at(0.99, latencies));
  }, 1_000);
  return {
    typicalP99: (): number => at(0.5, ofSeconds.splice(0)),
    stop: () => clearInterval(timer),
  };
};

describe(`five paused clients under ${rowsASecond} events a second for ${pausedSeconds} s`, () => {
  let house: House;
  /** What the stream brought, in order: the place of each event by its cursor. */
  let stream: readonly Heard[];
  let placeOf: ReadonlyMap<string, number>;
  let memory: { readonly before: number; readonly during: number };
  /** Of a typical second: printed beside each other, not judged, because others may have the processors meanwhile. */
  let latency: { readonly before: number; readonly during: number };
  const opened: Reader[] = [];
  /** They stop reading again and again. */
  let gap: Reader;
  let conflate: Reader;
  /** One at a time: who is closed is followed by another. */
  const closers: Reader[] = [];
  /** They never read again. */
  const silent: Reader[] = [];

  const open = async (...options: Parameters<typeof openReader>): Promise<Reader> => {
    const reader = await openReader(...options);
    opened.push(reader);
    return reader;
  };

  beforeAll(async () => {
    // a gateway with a small heap: what waits to be collected is no growth
    house = await openHouse(
      'gateway apart',
      {},
      { NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=8' },
    );
    await Promise.all(sensorIds.map((id) => registerSensor(house.client, { id, name: id })));
    const control = await open(house.url, { keeps: true });
    const others = [];
    for (let i = 1; i < readers; i += 1) others.push(await open(house.url));
    const all = [control, ...others];
    const waits = watchLatency(all);
    const watch = watchMemory(house.gateway().pid);
    const flood = startFlood(createClient(house.roomUrl('readings'), house.asAdmin), {
      sensorIds,
      rowsASecond,
      everyMs: 250,
    });

    await seconds(warmUpSeconds / 2);
    waits.typicalP99();
    await seconds(warmUpSeconds / 2);
    const before = { mb: watch.floorMb(5), p99: waits.typicalP99() };

    gap = await open(house.url, { whenSlow: 'GAP', keeps: true });
    conflate = await open(house.url, { whenSlow: 'CONFLATE', keeps: true });
    for (let stint = 0; stint * (stintSeconds + 1) < pausedSeconds; stint += 1) {
      // the two before them were let go of meanwhile, so that five are paused all the time
      if (stint % 3 === 0)
        silent.push(await open(house.url, { keeps: true }), await open(house.url, { keeps: true }));
      const closer = await open(house.url, { whenSlow: 'CLOSE', keeps: true });
      closers.push(closer);
      for (const reader of [gap, conflate, closer, ...silent]) reader.pause();
      await seconds(stintSeconds);
      for (const reader of [gap, conflate, closer]) reader.resume();
      await seconds(1);
    }
    memory = { before: before.mb, during: watch.floorMb(5) };
    latency = { before: before.p99, during: waits.typicalP99() };
    watch.stop();
    waits.stop();

    const taken = await flood.stop();
    await until(
      async () => Math.min(...all.map((reader) => reader.count())),
      (count) => count >= taken,
      30_000,
    );
    for (const reader of silent) reader.resume();
    stream = control.frames.map(readFrame).filter(({ kind }) => kind !== 'start');
    placeOf = new Map(stream.map(({ cursor }, place) => [cursor, place]));
    process.stdout.write(
      `${taken} events, ${readers} readers; gateway MB ${memory.before.toFixed(1)} → ${memory.during.toFixed(1)}; p99 ms ${latency.before} → ${latency.during}\n`,
    );
  }, 300_000);
  afterAll(async () => {
    for (const reader of opened) reader.end();
    await house?.end();
  });

  /** What a paused client got, once its line is quiet. */
  const heardBy = async (reader: Reader): Promise<readonly Heard[]> => {
    let before = -1;
    await until(
      async () => {
        const now = reader.frames.length;
        const isQuiet = now === before;
        before = now;
        if (!isQuiet) await seconds(0.5);
        return isQuiet;
      },
      (isQuiet) => isQuiet,
      30_000,
    );
    return reader.frames.map(readFrame);
  };

  /** Everything behind a cursor can be read to the end of the stream, in order, each once. */
  const expectAllBehind = async (cursor: string): Promise<void> => {
    const reader = await open(house.url, { after: cursor, keeps: true });
    const from = (placeOf.get(cursor) ?? -1) + 1;
    expect(from).toBeGreaterThan(0);
    expect(stream.length - from).toBeGreaterThan(rowsASecond);
    await until(
      async () => reader.count(),
      (count) => count >= stream.length - from,
      60_000,
    );
    const [, ...heard] = reader.frames.map(readFrame);
    expect(heard.map(({ id }) => id)).toEqual(stream.slice(from).map(({ id }) => id));
    reader.end();
  };

  /** What came before the first gap or the end is the stream from where it was joined, without a hole. */
  const expectWhole = (events: readonly Heard[]): void => {
    expect(events.length).toBeGreaterThan(0);
    const from = placeOf.get(events[0]?.cursor as string) as number;
    expect(events.map(({ cursor }) => cursor)).toEqual(
      stream.slice(from, from + events.length).map(({ cursor }) => cursor),
    );
  };

  it('every reader got every event, once', () => {
    expect(stream.length).toBeGreaterThan(rowsASecond * (warmUpSeconds + pausedSeconds) * 0.7);
    expect(new Set(stream.map(({ id }) => id)).size).toBe(stream.length);
    for (const reader of opened.slice(0, readers)) expect(reader.count()).toBe(stream.length);
  });

  it('the memory of the gateway does not grow by 20 MB', () => {
    expect(memory.during - memory.before).toBeLessThan(20);
  });

  it('GAP: it gets gaps between stretches without a hole, and can read what was dropped', async () => {
    const [, ...heard] = await heardBy(gap);
    const gaps = heard.flatMap(({ kind }, at) => (kind === 'gap' ? [at] : []));
    expect(gaps.length).toBeGreaterThanOrEqual(Math.floor(pausedSeconds / (stintSeconds + 1)));
    let from = 0;
    for (const at of [...gaps, heard.length]) {
      expectWhole(heard.slice(from, at));
      from = at + 1;
    }
    for (const at of gaps) {
      const [before, gap, behind] = heard.slice(at - 1, at + 2) as [Heard, Heard, Heard | undefined];
      const dropped = [(placeOf.get(before.cursor) as number) + 1, (placeOf.get(gap.cursor) as number) + 1];
      expect(dropped[1]).toBeGreaterThan(dropped[0] as number);
      if (behind) expect(placeOf.get(behind.cursor)).toBe(dropped[1]);
      expect(gap.more.reason).toEqual(expect.any(String));
      expect(Date.parse(gap.more.from)).toBeLessThanOrEqual(Date.parse(gap.more.to));
    }
    expect(heard.at(-1)?.cursor).toBe(stream.at(-1)?.cursor);
    await expectAllBehind(heard[(gaps[0] as number) - 1]?.cursor as string);
  }, 90_000);

  it('CONFLATE: it gets the newest of each sensor, in order and unmarked, and is up to date', async () => {
    const [, ...heard] = await heardBy(conflate);
    expect(new Set(heard.map(({ kind }) => kind))).toEqual(new Set(['event']));
    const places = heard.map(({ cursor }) => placeOf.get(cursor) as number);
    expect(places.every((place, at) => at === 0 || place > (places[at - 1] as number))).toBe(true);
    expect(heard.length).toBeLessThan(stream.length / 2);
    const newestOf = (events: readonly Heard[]) => new Map(events.map(({ sensorId, id }) => [sensorId, id]));
    expect(newestOf(heard)).toEqual(newestOf(stream));
  });

  it('CLOSE: it is told TOO_SLOW with a cursor, closed with 4413, and can go on from there', async () => {
    expect(closers.length).toBeGreaterThanOrEqual(Math.floor(pausedSeconds / (stintSeconds + 1)));
    for (const closer of closers) {
      expect(closer.isClosed()).toBe(true);
      expect(await closer.closed).toMatchObject({ code: 4413 });
      const [, ...heard] = closer.frames.map(readFrame);
      const told = heard.pop() as Heard;
      expect(told).toMatchObject({ kind: 'error', more: { extensions: { code: 'TOO_SLOW' } } });
      expectWhole(heard);
      expect(told.cursor).toBe(heard.at(-1)?.cursor);
    }
    await expectAllBehind(readFrame(closers[0]?.frames.at(-1) as Buffer).cursor);
  }, 60_000);

  it.skipIf(pausedSeconds < 40)(
    'silent for longer than two pings: it is closed, and can go on from its last cursor',
    async () => {
      const [first] = silent as [Reader];
      // by the time that it reads again the line is cut: it may meet the cut before it comes to the close frame
      expect([4413, 1006]).toContain((await first.closed).code);
      const metrics = await (await fetch(`${house.url}/metrics`)).text();
      const silentCloses = Number(
        /^aqmrg_gateway_socket_closes_total\{code="4413"\} (\d+)$/m.exec(metrics)?.[1],
      );
      expect(silentCloses).toBeGreaterThanOrEqual(closers.length + 2);
      const [, ...heard] = first.frames.map(readFrame);
      expectWhole(heard);
      await expectAllBehind(heard.at(-1)?.cursor as string);
    },
    90_000,
  );
});
