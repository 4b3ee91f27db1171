import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, registerSensor } from '../../support/builders.ts';
import { createClient, until } from '../../support/client.ts';
import { type Follower, follow, liveReadings } from '../../support/follow.ts';
import { type OwnServer, startOwnServer } from '../../support/own-servers.ts';
import { pause } from '../../support/reporting.ts';
import { openWire } from '../../support/wire.ts';
import { allIsWell, audit, type Ledger, startLedger } from '../ledger.ts';
import { isWithoutServers, openParts, orWhyNot, type Parts } from './open-parts.ts';

const awayMs = Number(process.env.BROKER_AWAY_S ?? 60) * 1_000;
/** The log's for an append is 8 s, and each hop adds little; a machine that is busy with other tests adds more. */
const deadlineMs = 8_000 + 2_000;
const devices = [
  ['roof-1', 'roof-2', 'roof-3'],
  ['roof-4', 'roof-5', 'roof-6'],
] as const;
const query = liveReadings.replace('sensor { id name }', 'sensor { id }');

const more = (ledgers: readonly Ledger[], withinMs: number): Promise<unknown> => {
  const before = ledgers.map(({ acknowledged }) => acknowledged.size);
  return until(
    async () => ledgers.map(({ acknowledged }) => acknowledged.size),
    (sizes) => sizes.every((size, i) => size >= (before[i] as number) + 1_000),
    withinMs,
  );
};

/** What was told of each sensor, in the order of telling. */
const toldOf = ({ events }: Follower, id: string): string[] =>
  events.filter(({ reading }) => reading?.sensor.id === id).map(({ reading }) => reading.periodStart);

describe.skipIf(isWithoutServers)(
  `a house whose broker is stopped for ${awayMs / 1_000} s${orWhyNot}`,
  () => {
    const from = hourStart(24 * 300);
    let broker: OwnServer;
    let house: Parts;
    beforeAll(async () => {
      broker = await startOwnServer('kafka');
      house = await openParts(broker.environment);
      for (const id of devices.flat()) await registerSensor(house.client, { id, name: id });
    });
    afterAll(async () => {
      await house?.end();
      await broker?.remove();
    });

    it(
      'acknowledges nothing meanwhile, says when to come back, and goes on in order by itself',
      async () => {
        const wire = await openWire(house.url);
        const live = await follow(wire, { query });
        // one comes through the gateway as an account does, one to the door itself, where nobody has to know accounts
        const atDoor = { client: createClient(house.readings[0].url, house.asGateway('readings')) };
        const ledgers = [
          startLedger(house, from, { sensorIds: devices[0], pauseMs: 20 }),
          startLedger(atDoor, from, { sensorIds: devices[1], pauseMs: 20 }),
        ];
        const acknowledged = (): number => ledgers.reduce((sum, ledger) => sum + ledger.acknowledged.size, 0);
        await more(ledgers, 30_000);

        await broker.stop();
        // answers that are on their way
        await pause(500);
        const before = acknowledged();
        await pause(awayMs / 2);
        // who asks for what is known already is answered as ever
        const { status, data, errors } = await house.client.ask(
          '{ sensors { nodes { id latest { value } } } }',
        );
        expect([status, errors, data.sensors.nodes.length]).toEqual([200, undefined, devices.flat().length]);
        await pause(awayMs / 2);
        expect(acknowledged()).toBe(before);

        await broker.start();
        await more(ledgers, 30_000);
        await Promise.all(ledgers.map((ledger) => ledger.stop()));
        const { stored, found } = await audit(house, from, ledgers, 60_000);
        expect(found).toEqual(allIsWell);

        const refused = ledgers.flatMap((ledger) => ledger.refused);
        const kinds = Map.groupBy(refused, ({ status, code }) => `${status} ${code}`);
        process.stdout.write(
          `${acknowledged()} rows acknowledged; refused: ${[...kinds].map(([kind, some]) => `${some.length} × ${kind}`).join(', ')}\n`,
        );
        expect(refused.length).toBeGreaterThan(0);
        for (const { status, code, retryAfter, ms } of refused) {
          expect(['429 OVERLOADED', '503 AUTH_UNAVAILABLE', '503 SUBGRAPH_UNAVAILABLE']).toContain(
            `${status} ${code}`,
          );
          expect(retryAfter).toBeGreaterThan(0);
          expect(ms).toBeLessThan(deadlineMs);
        }

        await live.until(stored.length, 30_000);
        for (const id of devices.flat()) {
          const rows = stored.filter(({ sensorId }) => sensorId === id).map(({ periodStart }) => periodStart);
          expect(toldOf(live, id)).toEqual(rows.sort());
        }
        expect(new Set(live.events.map(({ change }) => change))).toEqual(new Set(['ADDED']));
        expect(wire.socket.readyState).toBe(wire.socket.OPEN);
        await wire.close();
      },
      awayMs + 240_000,
    );
  },
);
