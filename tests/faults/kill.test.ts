import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { startLedger, storedRows } from './ledger.ts';

const kills = Number(process.env.KILLS ?? 20);

describe(`killed ${kills} times in the middle of ingestion`, () => {
  const from = hourStart(24 * 300);
  let house: House;
  beforeAll(async () => {
    house = await openHouse('one process');
    for (const id of ['roof-1', 'roof-2', 'roof-3']) await registerSensor(house.client, { id, name: id });
  });
  afterAll(() => house?.end());

  it(
    'keeps every acknowledged row, once',
    async () => {
      const ledger = startLedger(house, from);
      const restarts: number[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const acknowledged = ledger.acknowledged.size;
        // in the middle: something was acknowledged since the last start, and a random moment passed
        await until(
          async () => ledger.acknowledged.size,
          (size) => size > acknowledged,
        );
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
        await house.rooms().kill();
        restarts.push((await house.restartRooms()).startedInMs);
      }
      await ledger.stop();
      process.stdout.write(`restarts after a kill, ms: ${restarts.map(Math.round).join(' ')}\n`);

      const stored = await until(
        () => storedRows(house, from),
        (rows) => new Set(rows).size >= ledger.acknowledged.size,
        30_000,
      );
      const there = new Set(stored);
      const missing = [...ledger.acknowledged].filter((row) => !there.has(row));
      expect(missing).toEqual([]);
      expect(stored.length).toBe(new Set(stored.map((row) => row.split(' ').slice(0, 2).join(' '))).size);
    },
    kills * 15_000 + 60_000,
  );

  it('revised nothing: rows that were sent again are the same rows', async () => {
    const { data } = await house.client.ask(
      `query($from: DateTime!, $to: DateTime!) { sensor(id: "roof-1") { readings(quantity: PM25, from: $from, to: $to, first: 5000, quality: [GOOD, UNKNOWN, SUSPECT, FAIL]) { nodes { revision } } } }`,
      { from: new Date(from).toISOString(), to: new Date(from + 30 * 24 * hourMs).toISOString() },
    );
    const revisions = data.sensor.readings.nodes.map(({ revision }: { revision: number }) => revision);
    expect(new Set(revisions)).toEqual(new Set([1]));
  });
});
