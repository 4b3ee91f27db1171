import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSensor } from '../domain/registration.ts';
import { onlineUntil } from '../domain/status.ts';
import { untold } from '../testing/open-room.ts';
import { type LastSeen, openLastSeen } from './last-seen.ts';
import { openRegistrations } from './registrations.ts';
import { openSensors, type Sensors } from './sensors.ts';

let database: Database;
let sensors: Sensors;
let lastSeen: LastSeen;
let made = 0;

const make = async (
  reportingInterval: string | null,
  quantities: readonly Quantity[] = ['PM25'],
): Promise<string> => {
  made += 1;
  const checked = checkSensor({ id: `s-${made}`, name: 'S', networkId: 'n', quantities, reportingInterval });
  if (!checked.ok) throw new Error(checked.problem.message);
  await openRegistrations(database).makeSensors([{ ...checked.value, revision: 1 }], 0);
  return checked.value.id;
};

beforeAll(async () => {
  database = await lendDatabase();
  sensors = openSensors(database);
  lastSeen = openLastSeen(database);
  await openRegistrations(database).makeNetworks(
    [{ id: 'n', name: 'N', maker: null, organisationId: null }],
    0,
    untold,
  );
});
afterAll(() => database.close());

const start = Date.UTC(2026, 0, 1);
const instants = fc.nat(400 * 86_400_000).map((ms) => start + ms);

it('moves to the newest instant in whatever order they come, and the status follows by the domain rule', async () => {
  const intervals = fc.constantFrom(null, 'PT1S', 'PT2M', 'PT5M', 'PT1H', 'P1D', 'PT17M3.5S');
  const sightings = fc.array(fc.tuple(fc.constantFrom<Quantity>('PM25', 'PM10'), instants), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(intervals, sightings, async (interval, seen) => {
      const sensorId = await make(interval, ['PM25', 'PM10']);
      for (const [quantity, seenAt] of seen) {
        expect(await lastSeen.note([{ sensorId, quantity, seenAt }])).toBe(0);
      }
      const newest = Math.max(...seen.map(([, at]) => at));
      const [sensor] = await sensors.byIds([sensorId]);
      expect(sensor).toMatchObject({
        lastSeenAt: newest,
        onlineUntil: onlineUntil(newest, sensor?.reportingIntervalMs ?? null),
        revision: 1,
      });
      const ofQuantity = await database.client.sensorQuantity.findMany({ where: { sensorId } });
      for (const { quantity, lastSeenAt } of ofQuantity) {
        const heard = seen.filter(([of]) => of === quantity).map(([, at]) => at);
        expect(lastSeenAt?.getTime() ?? null).toBe(heard.length === 0 ? null : Math.max(...heard));
      }
    }),
    { numRuns: 40 },
  );
});

it('counts a quantity that was never declared as a change of the sensor, once', async () => {
  const sensorId = await make('PT1H');
  const heard = [
    { sensorId, quantity: 'PM25', seenAt: start },
    { sensorId, quantity: 'NO2', seenAt: start },
    { sensorId, quantity: 'O3', seenAt: start },
  ] as const;
  expect(await lastSeen.note(heard)).toBe(1);
  expect(await lastSeen.note(heard.map((sighting) => ({ ...sighting, seenAt: start + 1 })))).toBe(0);
  expect(await sensors.byIds([sensorId])).toMatchObject([{ revision: 2, quantities: ['PM25', 'O3', 'NO2'] }]);
});

it('passes over sensors that the registry does not know', async () => {
  const sensorId = await make('PT1H');
  await lastSeen.note([
    { sensorId: 'stranger', quantity: 'PM25', seenAt: start },
    { sensorId, quantity: 'PM25', seenAt: start },
  ]);
  expect(await lastSeen.newest(['stranger', sensorId])).toEqual(new Map([[sensorId, start]]));
});
