import { type ReadingsAccepted, readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changesIn, monday, openGround, openRoom, until } from '../testing/open-room.ts';

const hour = 3_600_000;
let ground: Awaited<ReturnType<typeof openGround>>;
let room: Awaited<ReturnType<typeof openRoom>>;

const accepted = (sensorId: string, quantity: Quantity, ends: readonly number[]): ReadingsAccepted => ({
  sensorId,
  changes: ends.map((periodEnd) => ({
    change: 'ADDED',
    reading: {
      sensorId,
      quantity,
      periodStart: periodEnd - hour,
      periodEnd,
      value: 12,
      uncorrected: 12,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      revision: 1,
      quality: 'GOOD',
      tests: [],
      provenance: {
        rawValue: 12,
        rawUnit: 'MICROGRAM_PER_CUBIC_METRE',
        channels: [],
        variant: null,
        source: null,
        reportedBy: 'test',
        delivery: 'BACKFILL',
        replayOf: null,
        corrections: [],
        calibration: 'NONE',
      },
      receivedAt: periodEnd,
    },
  })),
});

const append = (events: readonly ReadingsAccepted[]) =>
  ground.eventLog.append(
    readingsAccepted,
    events.map((value) => ({ key: value.sensorId, value })),
  );

const seen = async (id: string) => {
  const { data } = await room.asAnyone(
    `query ($id: ID!) { sensor(id: $id) { status lastSeenAt quantities } }`,
    { id },
  );
  return data.sensor;
};

beforeAll(async () => {
  ground = await openGround();
  room = await openRoom(ground);
  await room.asAdmin(`mutation { registerNetwork(input: { id: "n", name: "N" }) { __typename } }`);
  for (const id of ['a', 'b', 'c']) {
    await room.asAdmin(
      `mutation ($id: ID) { registerSensor(input: { id: $id, name: "S", networkId: "n", quantities: [PM25], reportingInterval: "PT1H" }) { __typename } }`,
      { id },
    );
  }
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

it('brings a sensor online with its newest reading and lets it go offline with time', async () => {
  expect(await seen('a')).toMatchObject({ status: 'OFFLINE', lastSeenAt: null });
  await append([accepted('a', 'PM25', [monday - 5 * hour, monday, monday - hour])]);
  await until(async () => (await seen('a')).lastSeenAt !== null);
  expect(await seen('a')).toMatchObject({ status: 'ONLINE', lastSeenAt: '2026-11-23T06:00:00.000Z' });
  room.clock.now = monday + 4 * hour;
  expect((await seen('a')).status).toBe('ONLINE');
  room.clock.now += 1;
  expect((await seen('a')).status).toBe('OFFLINE');
  room.clock.now = monday;
});

it('takes a load of history without saying a word, and never goes back', async () => {
  const before = await changesIn(ground.eventLog);
  await append([accepted('b', 'PM25', [monday])]);
  const history = Array.from({ length: 40 }, (_, day) =>
    accepted(
      'b',
      'PM25',
      Array.from({ length: 24 }, (_, i) => monday - (day * 24 + i + 1) * hour),
    ),
  );
  await append([...history, accepted('c', 'PM25', [monday])]);
  await until(async () => (await seen('c')).lastSeenAt !== null);
  expect((await seen('b')).lastSeenAt).toBe('2026-11-23T06:00:00.000Z');
  expect(await changesIn(ground.eventLog)).toEqual(before);
});

it('tells the others of a quantity that is heard for the first time', async () => {
  await append([accepted('c', 'PM10', [monday])]);
  await until(async () => (await seen('c')).quantities.includes('PM10'));
  await until(async () => (await changesIn(ground.eventLog)).at(-1)?.quantities.includes('PM10') === true);
  expect((await changesIn(ground.eventLog)).at(-1)).toMatchObject({ sensorId: 'c', revision: 2 });
});

it('goes on behind readings of sensors that nobody registered', async () => {
  await append([accepted('stranger', 'PM25', [monday]), accepted('c', 'PM25', [monday + hour])]);
  await until(async () => (await seen('c')).lastSeenAt === '2026-11-23T07:00:00.000Z');
  expect(await seen('stranger')).toBe(null);
});
