import { type Live, type LiveBreak, type LiveStream, openLive } from '@aqmrg/schema/client/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hourStart, iso, makeRow, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';

interface Numbers {
  readonly readingAdded: {
    readonly cursor: string;
    readonly change: 'ADDED' | 'REVISED' | 'GAP';
    readonly reading: { readonly value: number } | null;
    readonly gap: { readonly reason: string } | null;
  };
}
const numbers = `subscription Numbers($after: Cursor) {
  readingAdded(filter: { quantities: [PM25] }, after: $after) { cursor change reading { value periodEnd sensor { name } } gap { reason } }
}` as unknown as { __apiType?: (variables: { after?: string }) => Numbers } & string;

/** Our own client before the whole platform, its gateway in a process of its own. */
describe('the live client', () => {
  let house: House;
  let said = 0;
  const lives: Live[] = [];
  beforeAll(async () => {
    house = await openHouse('gateway apart', { DRAIN_SPREAD_S: '1' }, { DRAIN_SPREAD_S: '1' });
    await registerSensor(house.client);
  });
  afterEach(() => {
    for (const live of lives.splice(0)) live.close();
  });
  afterAll(() => house?.end());

  const open = (url: string, breaks: LiveBreak[] = []): Live => {
    const live = openLive({
      url: `${url}/graphql`,
      webSocketImpl: WebSocket,
      onBreak: (each) => breaks.push(each),
    });
    lives.push(live);
    return live;
  };
  /** Reports so many readings, whose values count on; resolves with the values. */
  const say = async (count: number): Promise<readonly number[]> => {
    const rows = Array.from({ length: count }, (_, index) => {
      const back = 40_000 - said - index;
      // below what the quality tests take for impossible
      const value = (said + index + 1) / 100;
      return makeRow({ value, periodStart: iso(hourStart(back)), periodEnd: iso(hourStart(back - 1)) });
    });
    said += count;
    const answer = await house.client.post('/v1/readings?delivery=BACKFILL', JSON.stringify(rows));
    expect(await answer.json()).toMatchObject({ accepted: count });
    return rows.map(({ value }) => value as number);
  };
  const started = (stream: LiveStream<unknown>) =>
    until(
      async () => stream.cursor,
      (cursor) => cursor !== undefined,
    );
  const take = async (stream: LiveStream<Numbers>, last: number) => {
    const values: (number | string)[] = [];
    while (values.at(-1) !== last) {
      const { value } = await stream.next();
      values.push(value?.readingAdded.reading?.value ?? (value?.readingAdded.gap?.reason as string));
    }
    return values;
  };

  /** Reports more than anybody keeps for a reader who sleeps; resolves once the platform has brought it all to one who does not. */
  const sayAsleep = async (): Promise<readonly number[]> => {
    const awake = open(house.url).subscribe(numbers);
    await started(awake);
    const values = [...(await say(10_000)), ...(await say(1))];
    await take(awake, values.at(-1) as number);
    return values;
  };

  it('misses nothing when its reader sleeps while more comes than anybody keeps for it', async () => {
    const breaks: LiveBreak[] = [];
    const live = open(house.url, breaks);
    const filled = live.subscribe(numbers, {}, { buffer: 100, fillGaps: true });
    await started(filled);
    const values = await sayAsleep();
    expect(await take(filled, values.at(-1) as number)).toEqual(values);
    expect(breaks).toEqual([]);
  });

  it('is told of a gap where it did not ask to have it filled', async () => {
    const stream = open(house.url).subscribe(numbers, {}, { buffer: 100 });
    await started(stream);
    const values = await sayAsleep();
    const got = await take(stream, values.at(-1) as number);
    const gaps = got.filter((each) => typeof each === 'string');
    expect(gaps.length).toBeGreaterThan(0);
    const given = got.filter((each) => typeof each === 'number');
    expect(given).toEqual(values.filter((value) => given.includes(value)));
    expect(new Set(given).size).toBe(given.length);
  });

  it('goes on through a gateway that restarts, when that one says', async () => {
    const breaks: LiveBreak[] = [];
    const other = await house.openGateway();
    const streams = Array.from({ length: 5 }, () => open(other.url, breaks).subscribe(numbers));
    await Promise.all(streams.map(started));
    const before = await say(3);
    await other.running.stop();
    const meanwhile = await say(3);
    const again = await house.openGateway({ PORT: new URL(other.url).port });
    const after = await say(3);
    for (const stream of streams) {
      expect(await take(stream, after[2] as number)).toEqual([...before, ...meanwhile, ...after]);
    }
    const hints = breaks.filter(({ code }) => code === 1012);
    expect(hints).toHaveLength(streams.length);
    for (const { reason, waitMs } of hints) expect(reason).toBe(`retry in ${waitMs} ms`);
    await again.running.stop();
  });
});
