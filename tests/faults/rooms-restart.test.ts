import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { type Follower, follow, liveReadings } from '../support/follow.ts';
import { type House, openHouse } from '../support/placements.ts';
import { pause, startReporting } from '../support/reporting.ts';
import { openWire, type Wire } from '../support/wire.ts';

/** What the readings subgraph knows by itself: the others are away as well. */
const query = liveReadings.replace('sensor { id name }', 'sensor { id }');

const cursorsOf = ({ events }: Follower): string[] => events.map(({ cursor }) => cursor);
const minutesOf = ({ events }: Follower): string[] =>
  events.map(({ change, reading }) => `${change} ${reading?.sensor.id} ${reading?.periodStart}`);

describe('clients of a gateway whose subgraphs are restarted behind it', () => {
  let house: House;
  let wire: Wire;
  let from = 0;
  beforeAll(async () => {
    house = await openHouse('gateway apart');
    for (const id of ['roof-1', 'roof-2', 'roof-3']) await registerSensor(house.client, { id, name: id });
  });
  afterAll(() => house?.end());
  beforeEach(async () => {
    from += 5_000;
    wire = await openWire(house.url);
  });
  afterEach(() => wire?.close());

  it.each([
    ['stopped', 1],
    ['killed (kill -9)', 3],
  ] as const)(
    'get every event, once, on the line that they have: %s',
    async (how, times) => {
      const [all, filtered] = [
        await follow(wire, { query }),
        await follow(wire, { query, variables: { filter: { sensorIds: ['roof-2'] } } }),
      ];
      const reporting = startReporting(house.client, from);
      for (let time = 0; time < times; time += 1) {
        await all.until(all.events.length + 10, 30_000);
        await pause(Math.random() * 100);
        await (how === 'stopped' ? house.rooms().stop() : house.rooms().kill());
        await house.restartRooms();
      }
      await all.until(all.events.length + 10, 30_000);
      const reported = await reporting.stop();
      await all.until(reported.length, 30_000);
      // the last of all: nothing can be under way once it is here
      await report(house.client, [makeMinute(from + 4_999)]);
      await all.until(reported.length + 1);
      // whatever was sent again because its answer was lost is told once all the same
      const told = minutesOf(all).slice(0, -1);
      expect(told.length - new Set(told).size).toBe(0);
      expect(told.sort()).toEqual(reported.map((row) => `ADDED ${row}`).sort());
      const ofOne = all.events.filter(({ reading }) => reading.sensor.id === 'roof-2');
      await filtered.until(ofOne.length);
      expect(cursorsOf(filtered)).toEqual(ofOne.map(({ cursor }) => cursor));
      expect(wire.socket.readyState).toBe(wire.socket.OPEN);
    },
    120_000,
  );

  it('are told a gap where the log was lost with what it held, on the line or when they come back', async () => {
    const here = await follow(wire, { query });
    const before = Date.now();
    await report(house.client, [makeMinute(from)]);
    const [seen] = await here.until(1);
    await house.rooms().stop();
    await rm(join(house.dataDir, 'events'), { recursive: true });
    await house.restartRooms();
    await here.until(2, 30_000);
    const other = await openWire(house.url);
    const back = await follow(other, { query, variables: { after: seen?.cursor } });
    await back.until(1);
    for (const event of [here.events[1], back.events[0]]) {
      expect(event).toMatchObject({
        change: 'GAP',
        reading: null,
        gap: { reason: expect.stringMatching(/anew/) },
      });
      expect(Date.parse(event?.gap.from)).toBeGreaterThanOrEqual(before - 1_000);
      expect(Date.parse(event?.gap.to)).toBeGreaterThanOrEqual(Date.parse(event?.gap.from));
    }
    // the gateway hears of sign-ins again by a line of its own, in its own time
    await vi.waitFor(async () => expect((await fetch(`${house.url}/ready`)).status).toBe(200), 10_000);
    // the log also held which sensors there are: another one makes itself known
    await registerSensor(house.client, { id: 'roof-4', name: 'roof-4' });
    await report(house.client, [makeMinute(from + 1, { sensorId: 'roof-4' })]);
    await Promise.all([here.until(3), back.until(2)]);
    expect(here.events[2]?.reading.periodStart).toBe(makeMinute(from + 1).periodStart);
    expect(back.events[1]).toEqual(here.events[2]);
    await other.close();
  }, 60_000);
});
