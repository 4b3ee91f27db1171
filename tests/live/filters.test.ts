import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeMinute, makeRow, registerSensor, report } from '../support/builders.ts';
import { createClient, type GraphClient, until } from '../support/client.ts';
import { type Follower, follow, type LiveEvent, liveReadings, refusal } from '../support/follow.ts';
import { freePort } from '../support/free-port.ts';
import { type House, isOnServers, openHouse } from '../support/placements.ts';
import { openProxy, type TcpProxy } from '../support/proxy.ts';
import { openWire, type Wire } from '../support/wire.ts';

const lake = /* GraphQL */ `
  mutation {
    registerNetwork(input: { id: "boats", name: "Boats" }) { __typename }
    registerSite(input: { id: "lake", name: "Lake", city: "Entebbe", country: "UG", location: { latitude: 0.05, longitude: 32.46 } }) { __typename }
  }
`;

/** hill and shore are of the roofs' network, boat and drifter of the boats'; island lies by the 180th meridian. */
const sensors = {
  hill: {},
  shore: { siteId: 'lake' },
  boat: { siteId: 'lake', networkId: 'boats' },
  drifter: { siteId: null, networkId: 'boats' },
  island: { siteId: null, location: { latitude: -17.8, longitude: 179.9 } },
} as const;
const ids = Object.keys(sensors);

const federated = /* GraphQL */ `
  subscription Federated($filter: ReadingFilter) {
    readingAdded(filter: $filter) {
      cursor
      change
      reading { value periodStart sensor { id name site { city } network { name } } }
    }
  }
`;

const told = ({ reading }: LiveEvent): string =>
  `${reading.sensor.id} ${reading.quantity} ${reading.periodStart}`;

describe('filters of live readings, at a gateway apart', () => {
  let house: House;
  let proxy: TcpProxy;
  let registry: GraphClient;
  let wire: Wire;
  let minute = 0;
  beforeAll(async () => {
    const sensorsPort = await freePort();
    proxy = await openProxy(sensorsPort);
    house = await openHouse(
      'gateway apart',
      { SENSORS_URL: `http://127.0.0.1:${sensorsPort}` },
      { SENSORS_URL: proxy.url, SUBGRAPH_TIMEOUT_S: '1' },
    );
    // at the subgraph itself: the first mutation of a start may take longer than this gateway waits
    registry = createClient(house.roomUrl('sensors'), house.asGateway('sensors'));
    expect((await registry.askAsAdmin(lake)).errors).toBeUndefined();
    for (const [id, more] of Object.entries(sensors))
      await registerSensor(registry, { id, name: id, ...more });
    wire = await openWire(house.url);
  });
  afterAll(async () => {
    proxy?.flow();
    await wire?.close();
    await house?.end();
    await proxy?.close();
  });

  /** Two readings of every sensor. */
  const reportRound = async (): Promise<void> => {
    minute += 1;
    const rows = ids.flatMap((sensorId) =>
      ['PM25', 'PM10'].map((quantity) => makeMinute(minute, { sensorId, quantity })),
    );
    await report(house.client, rows);
  };

  it.each<[string, Record<string, unknown>, (sensorId: string, quantity: string) => boolean]>([
    ['nothing', {}, () => true],
    ['null', { sensorIds: null, bbox: null, aqi: null, minChange: null }, () => true],
    ['sensors', { sensorIds: ['boat', 'hill', 'nobody'] }, (id) => id === 'boat' || id === 'hill'],
    ['an empty list', { sensorIds: [] }, () => false],
    ['sites', { siteIds: ['lake'] }, (id) => id === 'shore' || id === 'boat'],
    ['networks', { networkIds: ['boats'] }, (id) => id === 'boat' || id === 'drifter'],
    ['quantities', { quantities: ['PM10', 'O3'] }, (_id, quantity) => quantity === 'PM10'],
    [
      'a box, its edges included',
      { bbox: { south: 0.05, west: 32.46, north: 0.33, east: 32.56 } },
      (id) => id === 'shore' || id === 'boat',
    ],
    [
      'a box across the 180th meridian',
      { bbox: { south: -20, west: 179, north: 0, east: -179 } },
      (id) => id === 'island',
    ],
    [
      'several conditions, which must all hold',
      {
        networkIds: ['roofs'],
        quantities: ['PM25'],
        bbox: { south: 0, west: 32, north: 1, east: 33 },
        sensorIds: ['hill', 'boat'],
      },
      (id, quantity) => id === 'hill' && quantity === 'PM25',
    ],
  ])('lets through what it asks: %s', async (_name, filter, asked) => {
    const all = await follow(wire);
    const some = await follow(wire, { variables: { filter } });
    // what a first round must not bring would stand before the second one's events
    await reportRound();
    await reportRound();
    await all.until(4 * ids.length);
    const expected = all.events.filter(({ reading }) => asked(reading.sensor.id, reading.quantity));
    await some.until(expected.length);
    expect(all.events).toHaveLength(4 * ids.length);
    const inOrder = (texts: readonly string[]) => (isOnServers ? texts.toSorted() : texts);
    expect(inOrder(some.events.map(told))).toEqual(inOrder(expected.map(told)));
    if (!isOnServers)
      expect(some.events.map(({ cursor }) => cursor)).toEqual(expected.map(({ cursor }) => cursor));
    all.complete();
    some.complete();
  });

  it.each([
    ['a box upside down', { bbox: { south: 1, west: 0, north: 0, east: 1 } }, 'filter.bbox.north'],
    ['a box beside the globe', { bbox: { south: 0, west: 0, north: 91, east: 1 } }, 'filter.bbox.north'],
    ['an unknown category', { aqi: { atLeast: 'Smelly' } }, 'filter.aqi.atLeast'],
    [
      'a category of another standard',
      { aqi: { standard: 'EU', atLeast: 'Hazardous' } },
      'filter.aqi.atLeast',
    ],
    ['an index that is none of now', { aqi: { standard: 'WHO', atLeast: 'AQG' } }, 'filter.aqi.standard'],
    ['no change', { quantities: ['PM25'], minChange: 0 }, 'filter.minChange'],
    ['a change of nothing', { minChange: 1 }, 'filter.minChange'],
    ['a change of two quantities', { quantities: ['PM25', 'PM10'], minChange: 1 }, 'filter.minChange'],
    ['too many sites', { siteIds: Array(1_001).fill('lake') }, 'filter.siteIds'],
  ])('refuses a filter that makes no sense, naming the field: %s', async (_name, filter, field) => {
    const [error] = await refusal(wire, { variables: { filter } });
    expect(error?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('lets through changes that are large enough, of each sensor by itself', async () => {
    const values = { hill: [10, 12, 14.5, 15, 19.5, 10], boat: [40, 15, 19.5] };
    const expected = { hill: [10, 15, 10], boat: [40, 15] };
    const filter = { quantities: ['PM1'], minChange: 5 };
    const [all, far] = [
      await follow(wire, { variables: { filter: { quantities: ['PM1'] } } }),
      await follow(wire, { variables: { filter } }),
    ];
    const update = /* GraphQL */ `mutation Add($id: ID!) { updateSensor(input: { id: $id, quantities: [PM25, PM10, PM1] }) { __typename } }`;
    for (const id of Object.keys(values)) await house.client.askAsAdmin(update, { id });
    const rowOf = (minute: number, sensorId: string, value: number) =>
      makeMinute(minute, { sensorId, quantity: 'PM1', value });
    const rows = Object.entries(values).flatMap(([sensorId, list]) =>
      list.map((value, i) => rowOf(1_000 + i, sensorId, value)),
    );
    await report(house.client, rows);
    await all.until(9);
    await far.until(5);
    const valuesOf = (follower: Follower, id: string) =>
      follower.events.filter(({ reading }) => reading.sensor.id === id).map(({ reading }) => reading.value);
    for (const id of ['hill', 'boat'] as const) {
      expect(valuesOf(all, id)).toEqual(values[id]);
      expect(valuesOf(far, id)).toEqual(expected[id]);
    }
    // behind a cursor a change that is large enough is told in any case
    const resumed = await follow(wire, { variables: { filter, after: far.cursor() } });
    await report(house.client, [rowOf(1_006, 'hill', 20)]);
    await Promise.all([resumed.until(1), far.until(6), all.until(10)]);
    expect(resumed.cursor()).toBe(all.cursor());
    expect(far.cursor()).toBe(all.cursor());
  });

  it.each([
    ['EU', 'Poor'],
    ['US_EPA', 'Unhealthy'],
  ])('lets readings through while the air is bad enough, by %s', async (standard, atLeast) => {
    const sensorId = `smoke-${standard.toLowerCase()}`;
    await registerSensor(registry, { id: sensorId, name: sensorId });
    const ofSensor = { sensorIds: [sensorId] };
    const all = await follow(wire, { variables: { filter: ofSensor } });
    const bad = await follow(wire, { variables: { filter: { ...ofSensor, aqi: { standard, atLeast } } } });
    // one by one: each is judged by what is known when it is sent
    for (const [i, value] of [4, 4, 4, 4, 300, 300, 300].entries()) {
      const start = hourStart(6 - i);
      await report(house.client, [
        makeRow({ sensorId, value, periodStart: iso(start), periodEnd: iso(start + hourMs) }),
      ]);
      await all.until(i + 1);
    }
    await bad.until(2);
    // the first of them stands out, is SUSPECT, and an index does not take it
    expect(bad.events.map(({ reading }) => [reading.value, reading.periodStart])).toEqual(
      [1, 0].map((hoursBack) => [300, iso(hourStart(hoursBack))]),
    );
  });

  it('judges by the moment: a sensor that moves leaves one subscription and enters another', async () => {
    const [onHill, atLake] = [
      await follow(wire, { variables: { filter: { siteIds: ['makerere'], sensorIds: ['hill'] } } }),
      await follow(wire, { variables: { filter: { siteIds: ['lake'], sensorIds: ['hill'] } } }),
    ];
    const reportHill = async (): Promise<void> => {
      minute += 1;
      await report(house.client, [makeMinute(minute, { sensorId: 'hill', value: minute })]);
    };
    await reportHill();
    await onHill.until(1);
    await registry.askAsAdmin(
      'mutation { updateSensor(input: { id: "hill", siteId: "lake" }) { __typename } }',
    );
    await until(
      async () => {
        await reportHill();
        return atLake.events.length;
      },
      (count) => count > 0,
    );
    const left = onHill.events.length;
    await reportHill();
    await atLake.until(2);
    expect(onHill.events).toHaveLength(left);
    // no reading went to both, and none to neither
    const values = [...onHill.events, ...atLake.events].map(({ reading }) => reading.value);
    expect(new Set(values).size).toBe(values.length);
    expect(Math.max(...values) - Math.min(...values)).toBe(values.length - 1);
  });

  it('sends the fields of other subgraphs with each event', async () => {
    const follower = await follow(wire, {
      query: federated,
      variables: { filter: { quantities: ['PM25'] } },
    });
    await reportRound();
    // one that was reported before may still be on its way
    const bySensor = await until(
      async () => new Map(follower.events.map(({ reading: { sensor } }) => [sensor.id, sensor])),
      ({ size }) => size === ids.length,
    );
    expect(bySensor.get('boat')).toEqual({
      id: 'boat',
      name: 'boat',
      site: { city: 'Entebbe' },
      network: { name: 'Boats' },
    });
    expect(bySensor.get('drifter')).toMatchObject({ site: null, network: { name: 'Boats' } });
    expect([...bySensor.keys()].sort()).toEqual([...ids].sort());
    for (const payload of follower.payloads) expect(payload.errors).toBeUndefined();
    follower.complete();
  });

  it('goes on while a subgraph hangs: events keep coming, with errors beside what is there, and heal', async () => {
    const filter = { sensorIds: ['boat'], quantities: ['PM25'] };
    const whole = await follow(wire, { query: federated, variables: { filter } });
    const flat = await follow(wire, {
      query: liveReadings.replace('sensor { id name }', ''),
      variables: { filter },
    });
    // one sensor's order holds; where a log has partitions, the cursors of two streams may tell it by other places
    const periodsOf = ({ events }: Follower) => events.map(({ reading }) => reading.periodStart);
    proxy.hang();
    for (const count of [1, 2, 3]) {
      await reportRound();
      await flat.until(count);
    }
    await whole.until(3);
    expect(periodsOf(whole)).toEqual(periodsOf(flat));
    for (const payload of flat.payloads) expect(payload.errors).toBeUndefined();
    for (const { data, errors } of whole.payloads) {
      expect(data.readingAdded).toMatchObject({
        change: 'ADDED',
        reading: { value: expect.any(Number), sensor: null },
      });
      expect(errors[0]).toMatchObject({
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'sensors' },
      });
      expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
    }
    proxy.flow();
    await until(
      async () => {
        await reportRound();
        return whole.payloads.at(-1);
      },
      (payload) => payload.errors === undefined && payload.data.readingAdded.reading.sensor.name === 'boat',
    );
    // nothing was skipped or told twice on the way
    await flat.until(whole.events.length);
    await whole.until(flat.events.length);
    expect(periodsOf(whole)).toEqual(periodsOf(flat));
  });
});
