import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Follower, follow, refusal } from '../support/follow.ts';
import { type House, isOnServers, openHouse, placements } from '../support/placements.ts';
import { pause, startReporting } from '../support/reporting.ts';
import { openWire } from '../support/wire.ts';

/** Places in one order; where there are partitions, those of one sensor are told by its own times. */
const cursorsOf = ({ events }: Pick<Follower, 'events'>): string[] =>
  events.map(({ cursor, reading }) => (isOnServers ? reading.periodStart : cursor));
const minutesOf = ({ events }: Pick<Follower, 'events'>): string[] =>
  events.map(({ change, reading }) => `${change} ${reading?.sensor.id} ${reading?.periodStart}`);

/** A subscriber whose line breaks: it goes on with the newest cursor that it has, and keeps what it saw. */
const openBreakable = async (url: string) => {
  const parts: Follower[] = [];
  let wire = await openWire(url);
  parts.push(await follow(wire));
  return {
    seen: () => ({ events: parts.flatMap(({ events }) => events) }),
    async breakLine(again = url) {
      wire.socket.terminate();
      await wire.closed;
      wire = await openWire(again);
      parts.push(await follow(wire, { variables: { after: (parts.at(-1) as Follower).cursor() } }));
    },
    end: () => wire.close(),
  };
};

describe.each(placements)('resuming with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement);
    for (const id of ['roof-1', 'roof-2', 'roof-3']) await registerSensor(house.client, { id, name: id });
  });
  afterAll(() => house?.end());

  it('goes on behind the last cursor after each of many breaks, without a hole or a double', async () => {
    const steady = await openWire(house.url);
    const control = await follow(steady);
    const breakable = await openBreakable(house.url);
    const reporting = startReporting(house.client);
    for (let i = 0; i < 8; i += 1) {
      await pause(20 + 23 * i);
      await breakable.breakLine();
    }
    await until(
      async () => control.events.length,
      (count) => count > 50,
    );
    const reported = await reporting.stop();
    await control.until(reported.length);
    await until(
      async () => breakable.seen().events.length,
      (count) => count >= reported.length,
    );
    expect(new Set(minutesOf(control))).toEqual(new Set(reported.map((row) => `ADDED ${row}`)));
    expect(minutesOf(breakable.seen())).toEqual(minutesOf(control));
    // the same place is the same text, live or read from the log
    expect(cursorsOf(breakable.seen())).toEqual(cursorsOf(control));
    await Promise.all([breakable.end(), steady.close()]);
  });

  it('loses nothing where the line breaks before the first event: the start is a cursor too', async () => {
    const filter = { quantities: ['PM10'] };
    const wire = await openWire(house.url);
    const { start } = await follow(wire, { variables: { filter } });
    wire.socket.terminate();
    await wire.closed;
    const rowOf = (minute: number) => makeMinute(minute, { quantity: 'PM10' });
    await report(house.client, [rowOf(0), rowOf(1), rowOf(2)]);
    const again = await openWire(house.url);
    const follower = await follow(again, { variables: { filter, after: start } });
    await follower.until(3);
    await report(house.client, [rowOf(3)]);
    await follower.until(4);
    expect(follower.events.map(({ reading }) => reading.periodStart)).toEqual(
      [0, 1, 2, 3].map((minute) => rowOf(minute).periodStart),
    );
    await again.close();
  });

  it('starts every one of many who resume at places of their own right behind it', async () => {
    const wire = await openWire(house.url);
    const filter = { quantities: ['HUMIDITY'] };
    const control = await follow(wire, { variables: { filter } });
    const rows = Array.from({ length: 30 }, (_, i) =>
      makeMinute(i, { quantity: 'HUMIDITY', unit: 'PERCENT', value: 40 + i }),
    );
    await report(house.client, rows.slice(0, 20));
    await control.until(20);
    const other = await openWire(house.url);
    const followers = await Promise.all(
      control.events.map(({ cursor: after }) => follow(other, { variables: { filter, after } })),
    );
    await report(house.client, rows.slice(20));
    await control.until(30);
    for (const [place, follower] of followers.entries()) {
      await follower.until(29 - place);
      expect(cursorsOf(follower)).toEqual(cursorsOf(control).slice(place + 1));
    }
    await Promise.all([wire.close(), other.close()]);
  });

  it('refuses a cursor that was altered, is of another list, or is none, and leaves the socket open', async () => {
    const wire = await openWire(house.url);
    const { start } = await follow(wire);
    const { data } = await house.client.ask('{ sensors(first: 1) { pageInfo { endCursor } } }');
    const altered = start.slice(0, -4) + (start.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    for (const after of [altered, start.slice(1), data.sensors.pageInfo.endCursor, 'none', '']) {
      const [error] = await refusal(wire, { variables: { after } });
      expect([after, error?.extensions]).toMatchObject([after, { code: 'BAD_INPUT', field: 'after' }]);
    }
    await follow(wire);
    await wire.close();
  });

  it.runIf(placement === 'gateway apart')(
    'takes cursors of another gateway, which are the same texts',
    async () => {
      const other = await house.openGateway();
      const [here, there] = await Promise.all([openWire(house.url), openWire(other.url)]);
      const [first, second] = await Promise.all([follow(here), follow(there)]);
      expect(second.start).toBe(first.start);
      const breakable = await openBreakable(house.url);
      const reporting = startReporting(house.client, 5_000);
      for (let i = 0; i < 4; i += 1) {
        await pause(60);
        await breakable.breakLine(i % 2 === 0 ? other.url : house.url);
      }
      const reported = await reporting.stop();
      expect(reported.length).toBeGreaterThan(8);
      await Promise.all([first.until(reported.length), second.until(reported.length)]);
      await until(
        async () => breakable.seen().events.length,
        (count) => count >= reported.length,
      );
      expect(cursorsOf(first)).toHaveLength(reported.length);
      expect(cursorsOf(second)).toEqual(cursorsOf(first));
      expect(cursorsOf(breakable.seen())).toEqual(cursorsOf(first));
      await Promise.all([here.close(), there.close(), breakable.end()]);
      await other.running.stop();
    },
  );
});
