import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { allIsWell, audit, roofs, startLedger } from './ledger.ts';

const kills = Number(process.env.KILLS ?? 20);

describe(`killed ${kills} times in the middle of ingestion`, () => {
  const from = hourStart(24 * 300);
  let house: House;
  beforeAll(async () => {
    house = await openHouse('one process');
    for (const id of roofs) await registerSensor(house.client, { id, name: id });
  });
  afterAll(() => house?.end());

  it(
    'keeps every acknowledged row, once, and revises nothing',
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

      const { found } = await audit(house, from, [ledger]);
      expect(found).toEqual(allIsWell);
    },
    kills * 15_000 + 60_000,
  );
});
