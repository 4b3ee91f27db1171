import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeMinute, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Follower, follow, type LiveEvent } from '../support/follow.ts';
import { type House, openHouse } from '../support/placements.ts';
import { seeded } from '../support/seeded.ts';
import { openWire, type Wire } from '../support/wire.ts';

const query = /* GraphQL */ `
  subscription Revisions($filter: ReadingFilter) {
    readingAdded(filter: $filter) {
      cursor
      change
      reading { quantity periodStart value revision quality tests { test flag } provenance { rawValue calibration corrections { id } } }
    }
  }
`;

const keyOf = ({ reading }: LiveEvent): string => `${reading.quantity} ${reading.periodStart}`;
const toldOf = ({ events }: Follower) =>
  events.map(({ change, reading: { value, revision } }) => [change, value, revision]);

describe('what comes late, twice or corrected', () => {
  let house: House;
  let wire: Wire;
  let sensors = 0;
  beforeAll(async () => {
    house = await openHouse('one process');
    wire = await openWire(house.url);
  });
  afterAll(async () => {
    await wire?.close();
    await house?.end();
  });

  /** A sensor that nobody reported for, and a follower of it. */
  const openSensor = async (overrides: Record<string, unknown> = {}) => {
    sensors += 1;
    const id = `late-${sensors}`;
    await registerSensor(house.client, { id, name: id, ...overrides });
    return { id, follower: await follow(wire, { query, variables: { filter: { sensorIds: [id] } } }) };
  };

  it('tells a reading that is sent again once, by whichever door and in whatever company', async () => {
    const { id: sensorId, follower } = await openSensor();
    const rows = [0, 1, 2].map((minute) => makeMinute(minute, { sensorId }));
    await report(house.client, rows);
    await report(house.client, rows);
    await report(house.client, [...rows, ...rows].reverse());
    await house.client.askAsAdmin(
      'mutation M($input: ReportReadingsInput!) { reportReadings(input: $input) { __typename } }',
      { input: { readings: rows, delivery: 'BACKFILL' } },
    );
    await report(house.client, [makeMinute(3, { sensorId })]);
    await follower.until(4);
    expect(toldOf(follower)).toEqual([
      ['ADDED', 10, 1],
      ['ADDED', 11, 1],
      ['ADDED', 12, 1],
      ['ADDED', 13, 1],
    ]);
  });

  it('tells a corrected value as a revision of its reading, each time that it changes', async () => {
    const { id: sensorId, follower } = await openSensor();
    // each is waited for: what is reported while the one before is under way would be told as one change
    for (const [value, told] of [
      [20, 1],
      [21, 2],
      [21, 2],
      [22, 3],
      [20, 4],
    ] as const) {
      await report(house.client, [makeMinute(0, { sensorId, value })]);
      await follower.until(told);
    }
    expect(toldOf(follower)).toEqual([
      ['ADDED', 20, 1],
      ['REVISED', 21, 2],
      ['REVISED', 22, 3],
      ['REVISED', 20, 4],
    ]);
    expect(new Set(follower.events.map(keyOf)).size).toBe(1);
  });

  it('tells a correction that comes days late as a revision, flagged as late', async () => {
    const { id: sensorId, follower } = await openSensor();
    const start = hourStart(72);
    const row = (value: number) =>
      makeRow({ sensorId, value, periodStart: iso(start), periodEnd: iso(start + hourMs) });
    await report(house.client, [row(20)]);
    await follower.until(1);
    await report(house.client, [row(25)], 'LIVE');
    await follower.until(2);
    expect(toldOf(follower)).toEqual([
      ['ADDED', 20, 1],
      ['REVISED', 25, 2],
    ]);
    expect(follower.events[1]?.reading.quality).toBe('SUSPECT');
    expect(follower.events[1]?.reading.tests).toContainEqual({ test: 'TIMELINESS', flag: 'SUSPECT' });
  });

  it('tells a late reading as new, and what it changes behind it as revisions', async () => {
    const { id: sensorId, follower } = await openSensor();
    const rowOf = (minute: number, value = 10 + (minute % 3)) => makeMinute(minute, { sensorId, value });
    // a jump that stands out from the three before it, until a late one shows that it had begun to rise
    await report(
      house.client,
      [0, 1, 2, 3, 4].map((minute) => rowOf(minute)),
    );
    await report(house.client, [rowOf(6, 400)]);
    await follower.until(6);
    expect(follower.events[5]?.reading).toMatchObject({ revision: 1, quality: 'SUSPECT' });
    await report(house.client, [rowOf(5, 390)]);
    await follower.until(8);
    const [late, behind] = follower.events.slice(6);
    expect(late).toMatchObject({ change: 'ADDED', reading: { value: 390, revision: 1 } });
    expect(behind).toMatchObject({
      change: 'REVISED',
      reading: { value: 400, revision: 2, periodStart: rowOf(6).periodStart, quality: 'GOOD' },
    });
  });

  it('tells a new calibration as a revision: humidity that comes late corrects the particles beside it', async () => {
    const { id: sensorId, follower } = await openSensor({
      maker: 'PurpleAir',
      country: 'US',
      variant: 'CF_1',
    });
    await report(house.client, [makeMinute(0, { sensorId, value: 40 })]);
    await follower.until(1);
    await report(house.client, [
      makeMinute(0, { sensorId, quantity: 'HUMIDITY', unit: 'PERCENT', value: 50 }),
    ]);
    await follower.until(3);
    const corrected = follower.events.filter(({ reading }) => reading.quantity === 'PM25');
    // Barkjohn: 0.524 · 40 − 0.0862 · 50 + 5.75
    expect(corrected.map(({ change, reading }) => [change, reading.revision, reading.value])).toEqual([
      ['ADDED', 1, 40],
      ['REVISED', 2, expect.closeTo(22.4, 6)],
    ]);
    expect(corrected[1]?.reading.provenance).toMatchObject({
      rawValue: 40,
      corrections: [{ id: 'purpleair-barkjohn-cf-1' }],
    });
  });

  it('keeps all of it true of wild deliveries: one ADDED a reading, revisions in steps of one, the last one is stored', async () => {
    const { id: sensorId, follower } = await openSensor();
    const random = seeded(20_261_123);
    const pick = (below: number): number => Math.floor(random() * below);
    for (let call = 0; call < 40; call += 1) {
      const rows = Array.from({ length: 1 + pick(6) }, () =>
        makeMinute(pick(60), { sensorId, value: 5 + 40 * pick(4) }),
      );
      await report(house.client, rows, pick(2) === 0 ? 'BACKFILL' : 'LIVE');
    }
    // the last of all, also among what is told together with it: nothing can be under way once it is here
    const last = makeMinute(61, { sensorId });
    await report(house.client, [last]);
    await until(
      async () => follower.events.at(-1)?.reading.periodStart,
      (periodStart) => periodStart === last.periodStart,
    );
    const bySlot = Map.groupBy(follower.events, keyOf);
    expect(bySlot.size).toBeGreaterThan(30);
    expect(follower.events.length).toBeGreaterThan(bySlot.size + 20);
    for (const events of bySlot.values()) {
      expect(events.map(({ change }) => change)).toEqual(['ADDED', ...events.slice(1).map(() => 'REVISED')]);
      expect(events.map(({ reading }) => reading.revision)).toEqual(events.map((_, index) => index + 1));
    }
    const { data } = await house.client.ask(
      /* GraphQL */ `query Stored($id: ID!, $from: DateTime!, $to: DateTime!) {
        sensor(id: $id) {
          readings(quantity: PM25, from: $from, to: $to, quality: [GOOD, UNKNOWN, SUSPECT, FAIL]) {
            nodes { quantity periodStart value revision quality tests { test flag } provenance { rawValue calibration corrections { id } } }
          }
        }
      }`,
      { id: sensorId, from: makeMinute(0).periodStart, to: last.periodEnd },
    );
    const newest = [...bySlot.values()].map((events) => events.at(-1)?.reading);
    newest.sort((a, b) => (a.periodStart < b.periodStart ? -1 : 1));
    expect(newest).toEqual(data.sensor.readings.nodes);
  });
});
