import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso, minuteMs, registerSensor } from '../../support/builders.ts';
import { until } from '../../support/client.ts';
import { type Follower, follow, liveReadings } from '../../support/follow.ts';
import { openWire } from '../../support/wire.ts';
import { allIsWell, audit, type Ledger, type StoredRow, startLedger } from '../ledger.ts';
import { isWithoutServers, openParts, orWhyNot, type Parts } from './open-parts.ts';

/** As many as fill all partitions. */
const sensorIds = Array.from({ length: 6 }, (_, i) => `roof-${i + 1}`);
/** Slower than it could: a hundred thousand rows would take long to read again. */
const device = { sensorIds, pauseMs: 20 };
const query = liveReadings.replace('sensor { id name }', 'sensor { id }');

const keysOf = (rows: readonly StoredRow[]): string[] =>
  rows.map(({ sensorId, periodStart }) => `ADDED ${sensorId} ${periodStart}`).sort();

/** Resolves once some more calls were acknowledged. */
const moreOf = (ledger: Ledger, rows = 500, withinMs = 30_000): Promise<number> => {
  const before = ledger.acknowledged.size;
  return until(
    async () => ledger.acknowledged.size,
    (size) => size >= before + rows,
    withinMs,
  );
};

/** Resolves once something of each sensor was told anew: the other took over what was its part. */
const allTold = ({ events }: Follower): Promise<unknown> => {
  const before = events.length;
  return until(
    async () => new Set(events.slice(before).map(({ reading }) => reading?.sensor.id)).size,
    (sensors) => sensors === sensorIds.length,
    30_000,
  );
};

describe.skipIf(isWithoutServers)(
  `processes of a house on servers that are killed (kill -9)${orWhyNot}`,
  () => {
    let house: Parts;
    beforeAll(async () => {
      house = await openParts();
      for (const id of sensorIds) await registerSensor(house.client, { id, name: id });
    });
    afterAll(() => house?.end());

    it('loses no acknowledged row, and tells none twice, when replicas of readings die in the middle of batches', async () => {
      const from = hourStart(24 * 300);
      const wire = await openWire(house.url);
      const live = await follow(wire, { query });
      const ledger = startLedger(house, from, device);
      // each of them, so that the one that the gateway hears is among them; and one twice, whose part then comes back to who had it before
      const [first, second] = house.readings;
      for (const replica of [first, first, second]) {
        await moreOf(ledger);
        await live.until(live.events.length + 1);
        await replica.kill();
        await moreOf(ledger);
        await allTold(live);
        await replica.restart();
        await moreOf(ledger);
      }
      await ledger.stop();
      // who asks anew is answered by the one that is left
      const codes = ledger.refused.map(({ status, code }) => `${status} ${code}`);
      expect(new Set(codes)).toEqual(new Set(['503 SUBGRAPH_UNAVAILABLE']));
      expect(codes.length).toBeLessThan(ledger.acknowledged.size / 500);

      const { stored, found } = await audit(house, from, [ledger], 60_000);
      expect(found).toEqual(allIsWell);
      await live.until(stored.length, 30_000);
      const told = live.events.map(
        ({ change, reading }) => `${change} ${reading?.sensor.id} ${reading?.periodStart}`,
      );
      expect(told.length - new Set(told).size).toBe(0);
      expect(told.sort()).toEqual(keysOf(stored));
      expect(wire.socket.readyState).toBe(wire.socket.OPEN);
      await wire.close();
    }, 180_000);

    it('knows when each sensor was last seen after sensors died in the middle of a batch', async () => {
      const from = hourStart(24 * 100);
      const ledger = startLedger(house, from, device);
      await moreOf(ledger);
      await house.sensors.kill();
      await moreOf(ledger);
      await house.sensors.restart();
      await moreOf(ledger);
      await ledger.stop();

      const { stored, found } = await audit(house, from, [ledger], 60_000);
      expect(found).toEqual(allIsWell);
      const newest = sensorIds.map((id) => {
        const starts = stored.filter(({ sensorId }) => sensorId === id).map(({ periodStart }) => periodStart);
        return { id, lastSeenAt: iso(Date.parse(starts.sort().at(-1) as string) + minuteMs) };
      });
      const lastSeen = async () => {
        const { data } = await house.client.ask('{ sensors(first: 10) { nodes { id lastSeenAt } } }');
        return data?.sensors?.nodes.toSorted((a: { id: string }, b: { id: string }) =>
          a.id < b.id ? -1 : 1,
        );
      };
      await expect.poll(lastSeen, { timeout: 30_000 }).toEqual(newest);
    }, 120_000);
  },
);
