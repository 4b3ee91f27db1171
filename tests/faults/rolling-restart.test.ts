import { openLive } from '@aqmrg/schema/client/live.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { createClient, until } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { type House, openHouse } from '../support/placements.ts';
import { openProxy, type TcpProxy } from '../support/proxy.ts';
import { type Comeback, openComeback } from './comeback.ts';

const subscribers = Number(process.env.SUBSCRIBERS ?? 500);
/** So many of them do with bare messages what the client does by itself, and hide nothing that is sent to them twice. */
const bare = subscribers / 5;
const publishMs = 10_000;
const rowsACall = 5;
const everyMs = 100;
const sensorIds = Array.from({ length: 10 }, (_, i) => `roof-${i}`);

const live = /* GraphQL */ `
  subscription Live($after: Cursor) {
    readingAdded(after: $after) { cursor change reading { periodStart sensor { id } } gap { reason } }
  }
`;

interface Event {
  readonly readingAdded: {
    readonly cursor: string;
    readonly change: string;
    readonly reading: { readonly periodStart: string; readonly sensor: { readonly id: string } };
  };
}

const idOf = ({ readingAdded: { change, reading } }: Event): string =>
  `${change} ${reading.sensor.id} ${reading.periodStart}`;

/** What one subscriber received, in order, and how often its line broke. */
interface Received {
  readonly ids: readonly string[];
  readonly breaks: readonly { readonly code: number; readonly reason: string }[];
  readonly stands: () => boolean;
  readonly end: () => void;
}

/** By the published client. */
const followByClient = (url: string): Received => {
  const ids: string[] = [];
  const breaks: { code: number; reason: string }[] = [];
  const client = openLive({
    url: `${url}/graphql`,
    webSocketImpl: WebSocket as never,
    onBreak: ({ code, reason }) => void breaks.push({ code, reason }),
  });
  const events = client.subscribe<Event, { after?: string }>(live as never);
  void (async () => {
    for await (const event of events) ids.push(idOf(event));
  })();
  return { ids, breaks, stands: () => events.cursor !== undefined, end: () => client.close() };
};

const byHand = ({ ids, breaks, stands, end }: Comeback): Received => ({ ids, breaks, stands, end });

describe(`${subscribers} subscribers and a gateway that goes away`, () => {
  let house: House;
  let proxy: TcpProxy;
  let minute = 0;
  let received: readonly Received[] = [];
  beforeAll(async () => {
    house = await openHouse('gateway apart', {
      DRAIN_SPREAD_S: '2',
      // all of them come from one address, some while their last socket still closes
      MAX_SOCKETS_PER_ADDRESS: String(2 * subscribers),
    });
    for (const id of sensorIds) await registerSensor(house.client, { id, name: id });
    proxy = await openProxy(Number(new URL(house.url).port));
  });
  beforeEach(() => {
    received = [];
  });
  afterAll(async () => {
    for (const { end } of received) end();
    await house?.end();
    await proxy?.close();
  });

  const gather = async (): Promise<void> => {
    received = Array.from({ length: subscribers }, (_, i) =>
      i < bare
        ? byHand(openComeback(proxy.url, { query: live, idOf: (data) => idOf(data as Event) }))
        : followByClient(proxy.url),
    );
    await until(
      async () => received.filter(({ stands }) => stands()).length,
      (standing) => standing === subscribers,
      30_000,
    );
  };

  /** Reports at the rooms' own door for ten seconds, whatever happens to gateways; resolves with what was taken. */
  const publish = async (): Promise<readonly string[]> => {
    const { post } = createClient(house.roomUrl('readings'), house.asAdmin);
    const published: string[] = [];
    const from = performance.now();
    for (let call = 0; call * everyMs < publishMs; call += 1) {
      const rows = Array.from({ length: rowsACall }, () => {
        minute += 1;
        return makeMinute(minute, { sensorId: sensorIds[minute % sensorIds.length] });
      });
      await report({ post }, rows);
      published.push(...rows.map(({ sensorId, periodStart }) => `ADDED ${sensorId} ${periodStart}`));
      const waitMs = from + (call + 1) * everyMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return published;
  };

  /** Every one of them has every event, once. */
  const expectAllOf = async (published: readonly string[]): Promise<void> => {
    await until(
      async () => received.filter(({ ids }) => ids.length < published.length).length,
      (behind) => behind === 0,
      60_000,
    );
    const expected = new Set(published);
    expect(expected.size).toBeGreaterThan(publishMs / everyMs);
    const others = new Set<string>();
    let lost = 0;
    let twice = 0;
    for (const { ids } of received) {
      const distinct = new Set(ids);
      twice += ids.length - distinct.size;
      lost += expected.difference(distinct).size;
      for (const id of distinct.difference(expected)) others.add(id);
    }
    process.stdout.write(`${subscribers} × ${expected.size} published: ${lost} lost, ${twice} twice\n`);
    expect({ lost, twice, others: [...others].slice(0, 5) }).toEqual({ lost: 0, twice: 0, others: [] });
    const order = received[0]?.ids;
    expect(received.every(({ ids }) => ids.every((id, at) => id === order?.[at]))).toBe(true);
  };

  const leave = (): void => {
    for (const { end } of received) end();
  };

  it('lose nothing and get nothing twice when it is replaced by another (rolling restart)', async () => {
    await gather();
    const publishing = publish();
    const { url } = await house.openGateway();
    proxy.turnTo(Number(new URL(url).port));
    await house.gateway().stop();
    const published = await publishing;
    await expectAllOf(published);
    // each line was broken by the restart, politely, and each was told a moment of its own to come back
    const hints = received.map(({ breaks }) => {
      const goodbye = breaks.find(({ code }) => code === 1012);
      return Number(/^retry in (\d+) ms$/.exec(goodbye?.reason ?? '')?.[1] ?? Number.NaN);
    });
    expect(hints.every((ms) => ms >= 0 && ms <= 2_000)).toBe(true);
    expect(new Set(hints).size).toBeGreaterThan(subscribers / 3);
    expect(Math.max(...hints) - Math.min(...hints)).toBeGreaterThan(1_000);
    leave();
  }, 120_000);

  it('lose nothing and get nothing twice when it is killed (kill -9) and started again where it was', async () => {
    const port = await freePort();
    const first = await house.openGateway({ PORT: String(port) });
    proxy.turnTo(port);
    await gather();
    const publishing = publish();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await first.running.kill();
    await house.openGateway({ PORT: String(port) });
    const published = await publishing;
    await expectAllOf(published);
    expect(received.every(({ breaks }) => breaks.length > 0)).toBe(true);
    leave();
  }, 120_000);
});
