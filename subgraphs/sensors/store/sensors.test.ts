import { distanceKm } from '@aqmrg/platform/air-quality/geo.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type Quantity, quantities, sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegister, type Register } from '../actions/register.ts';
import { checkSensorFilter, type SensorFilter } from '../domain/filter.ts';
import type { SensorRegistration } from '../domain/registration.ts';
import { point } from '../domain/rules.ts';
import type { Sensor } from '../domain/sensor.ts';
import { sensorStatuses, statusAt } from '../domain/status.ts';
import { untold } from '../testing/open-room.ts';
import { openLastSeen } from './last-seen.ts';
import { openPlaces } from './places.ts';
import { openRegistrations } from './registrations.ts';
import { openSensors, type Sensors } from './sensors.ts';

const now = Date.UTC(2026, 10, 23, 6);
const networks = ['airqo', 'airnow'];
const siteIds = ['accra', 'suva'];
const countryCodes = ['GH', 'FJ', 'UG'];
const heardQuantities: Quantity[] = ['PM25', 'PM10', 'O3'];
const tags = ['a', 'school', 'road-side'];

// few letters, so that searches find something; among them the wildcards of LIKE
const words = fc.string({ unit: fc.constantFrom(...'aAbéÉ%_\\ 1-'), minLength: 1, maxLength: 8 });
const latitudes = fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 0, 90));
const longitudes = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: 170, max: 180, noNaN: true }),
  fc.constantFrom(-180, 180, 0),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const sensorInputs: fc.Arbitrary<Omit<SensorRegistration, 'id'>> = fc.record({
  name: words.map((word) => `n${word}`),
  networkId: fc.constantFrom(...networks),
  siteId: maybe(fc.constantFrom(...siteIds)),
  kind: fc.constantFrom(...sensorKinds),
  externalIds: fc.array(fc.record({ system: fc.constant('openaq'), id: words.map((word) => `x${word}`) }), {
    maxLength: 2,
  }),
  location: maybe(fc.record({ latitude: latitudes, longitude: longitudes })),
  country: maybe(fc.constantFrom(...countryCodes)),
  quantities: fc.subarray(heardQuantities),
  reportingInterval: maybe(fc.constantFrom('PT2M', 'PT1H', 'P1D')),
  tags: fc.subarray(tags),
});

const conditions = {
  network: fc.constantFrom(...networks, 'nobody'),
  site: fc.constantFrom(...siteIds),
  country: fc.constantFrom(...countryCodes),
  kind: fc.constantFrom(...sensorKinds),
  status: fc.constantFrom(...sensorStatuses),
  quantity: fc.constantFrom(...quantities),
  tags: fc.subarray([...tags, 'Not a tag']),
  bbox: fc
    .record({ a: latitudes, b: latitudes, west: longitudes, east: longitudes })
    .map(({ a, b, ...rest }) => ({ ...rest, south: Math.min(a, b), north: Math.max(a, b) })),
  near: fc.record({
    lat: latitudes,
    lon: longitudes,
    radiusKm: fc.double({ min: 1, max: 20_000, noNaN: true }),
  }),
  text: fc.string({ unit: fc.constantFrom(...'aAéÉ%_\\1-'), maxLength: 2 }),
  ids: fc.uniqueArray(
    fc.nat(130).map((n) => `s-${n}`),
    { maxLength: 60 },
  ),
};

/** Up to three conditions at a time: with more, hardly a sensor is left. */
const filters = fc
  .tuple(fc.record(conditions), fc.subarray(Object.keys(conditions), { maxLength: 3 }))
  .map(
    ([all, kept]): Partial<SensorFilter> =>
      Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name))),
  );

const includes = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());

/** The filter as a reader of the schema would write it. */
const holds = (sensor: Sensor, filter: SensorFilter): boolean => {
  const { ids, network, site, country, kind, status, quantity, bbox, near, text } = filter;
  const place = sensor.location;
  if (ids && !ids.includes(sensor.id)) return false;
  if (network && sensor.networkId !== network) return false;
  if (site && sensor.siteId !== site) return false;
  if (country && sensor.country !== country) return false;
  if (kind && sensor.kind !== kind) return false;
  if (status && statusAt(sensor, now) !== status) return false;
  if (quantity && !sensor.quantities.includes(quantity)) return false;
  if (filter.tags && !filter.tags.some((tag) => sensor.tags.includes(tag))) return false;
  if (bbox) {
    if (!place || place.latitude < bbox.south || place.latitude > bbox.north) return false;
    const turns = [place.longitude, place.longitude + 360, place.longitude - 360];
    const east = bbox.east < bbox.west ? bbox.east + 360 : bbox.east;
    if (!turns.some((longitude) => longitude >= bbox.west && longitude <= east)) return false;
  }
  if (near) {
    if (!place) return false;
    if (distanceKm(place, { latitude: near.lat, longitude: near.lon }) > near.radiusKm) return false;
  }
  return (
    !text ||
    [sensor.name, sensor.id, ...sensor.externalIds.map(({ id }) => id)].some((name) => includes(name, text))
  );
};

let database: Database;
let sensors: Sensors;
let register: (bulk: Parameters<Register>[0]) => ReturnType<Register>;
let all: Sensor[];

beforeAll(async () => {
  database = await lendDatabase();
  sensors = openSensors(database);
  const registrations = openRegistrations(database);
  const publisher = { publish: async () => {}, stop: async () => {} };
  const places = openPlaces(database);
  const registerBy = createRegister({
    sensors,
    places,
    registrations,
    publisher,
    tellAssignments: () => untold,
    onlyInLog: new Map(),
    now: () => now,
  });
  register = (bulk) => registerBy(bulk, { id: 'tests' });
  const inputs = fc.sample(sensorInputs, { seed: 20261123, numRuns: 120 });
  const { sensors: outcomes } = await register({
    networks: networks.map((id) => ({ id, name: id })),
    sites: [
      { id: 'accra', name: 'Accra', location: { latitude: 5.6, longitude: -0.2 }, country: 'GH' },
      { id: 'suva', name: 'Suva', location: { latitude: -18.14, longitude: 178.44 }, country: 'FJ' },
    ],
    sensors: inputs.map((input, i) => ({ ...input, id: `s-${i}` })),
  });
  expect(outcomes.map(({ kind }) => kind)).toEqual(inputs.map(() => 'done'));
  const ids = inputs.map((_, i) => `s-${i}`);
  await openLastSeen(database).note(
    ids.flatMap((sensorId, i) =>
      i % 3 === 0 ? [] : [{ sensorId, quantity: 'PM25' as const, seenAt: now - i * 15 * 60_000 }],
    ),
  );
  for (const sensor of await sensors.byIds(ids.filter((_, i) => i % 7 === 0))) {
    await registrations.replaceSensor({ ...sensor, retired: true, deployedTo: now }, now);
  }
  all = await sensors.byIds(ids);
});
afterAll(() => database.close());

const wellFormed = (asked: Partial<SensorFilter>): SensorFilter => {
  const checked = checkSensorFilter(asked);
  if (!checked.ok) throw new Error(checked.problem.message);
  return checked.value;
};

const walk = async (filter: SensorFilter, first: number): Promise<Sensor[]> => {
  const seen: Sensor[] = [];
  for (;;) {
    const page = await sensors.page(filter, { first, after: seen.at(-1) ?? null }, now);
    seen.push(...page.items);
    if (!page.hasNextPage) return seen;
  }
};

describe('a list of sensors', () => {
  it('holds what its filter says, counted and paged alike', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 20, max: 130 }), async (asked, first) => {
        const filter = wellFormed(asked);
        const expected = all.filter((sensor) => holds(sensor, filter)).map(({ id }) => id);
        const listed = (await walk(filter, first)).map(({ id }) => id);
        expect(listed.toSorted()).toEqual(expected.toSorted());
        expect(await sensors.count(filter, now)).toBe(expected.length);
        found += expected.length > 0 ? 1 : 0;
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(20);
  });

  it('finds something by each condition alone', async () => {
    const alone: Partial<SensorFilter>[] = [
      { network: 'airqo' },
      { site: 'suva' },
      { country: 'FJ' },
      { kind: 'REFERENCE' },
      { status: 'ONLINE' },
      { status: 'OFFLINE' },
      { status: 'RETIRED' },
      { quantity: 'O3' },
      { bbox: { south: -30, north: 0, west: 170, east: -170 } },
      { near: { lat: -18, lon: -179, radiusKm: 400 } },
      { text: '%' },
      { text: 'É' },
    ];
    for (const condition of alone) {
      const filter = wellFormed(condition);
      const expected = all.filter((sensor) => holds(sensor, filter)).length;
      expect(expected).toBeGreaterThan(0);
      expect(expected).toBeLessThan(all.length);
      expect(await sensors.count(filter, now)).toBe(expected);
    }
  });

  it('is walked once from end to end in one order, whatever the page size', async () => {
    const whole = (await walk(wellFormed({}), 500)).map(({ id }) => id);
    expect(new Set(whole).size).toBe(all.length);
    expect((await walk(wellFormed({}), 7)).map(({ id }) => id)).toEqual(whole);
    expect((await walk(wellFormed({}), 1)).map(({ id }) => id)).toEqual(whole);
  });
});

describe('the nearest sensors', () => {
  it('are those that a sort by distance gives', async () => {
    const places = fc.record({ latitude: latitudes, longitude: longitudes });
    await fc.assert(
      fc.asyncProperty(places, fc.constantFrom(...heardQuantities), async (asked, quantity) => {
        const checked = point(asked);
        if ('fault' in checked) throw new Error(checked.fault);
        const to = checked.fits;
        const nearby = await sensors.nearest({ to, quantity, first: 5 });
        const distances = all
          .filter((sensor) => sensor.location && !sensor.retired && sensor.quantities.includes(quantity))
          .map(({ location }) => distanceKm(location ?? to, to))
          .toSorted((a, b) => a - b);
        expect(nearby.length).toBe(Math.min(5, distances.length));
        nearby.forEach(({ distanceKm: km }, i) => {
          expect(km).toBeCloseTo(distances[i] ?? Number.NaN, 6);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('pages of many networks at once', () => {
  it('are the pages that each network has alone', async () => {
    const ids = [...networks, 'nobody'];
    const pages = await sensors.pagesOf('network', ids, { first: 10, after: null });
    const counts = await sensors.countsOf('network', ids);
    for (const network of ids) {
      const alone = await sensors.page(wellFormed({ network }), { first: 10, after: null }, now);
      expect(pages.get(network)).toEqual(alone);
      expect(counts.get(network) ?? 0).toBe(all.filter((sensor) => sensor.networkId === network).length);
    }
  });
});

describe('a walk while others register', () => {
  it('meets each sensor that stood at its start exactly once', async () => {
    const met: string[] = [];
    let after: Sensor | null = null;
    for (let turn = 0; ; turn += 1) {
      const page = await sensors.page(wellFormed({}), { first: 9, after }, now);
      met.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1) ?? null;
      if (!page.hasNextPage) break;
      // namesakes of the last one met, in front of it and behind it, and new ends of the list
      const name = after?.name ?? 'n';
      await register({
        sensors: ['a', 't', 'z'].map((letter) => ({
          id: `${letter}-${turn}`,
          name,
          networkId: 'airqo',
          quantities: [],
        })),
      });
      if (turn > 100) throw new Error('The walk does not end.');
    }
    expect(new Set(met).size).toBe(met.length);
    expect(met.filter((id) => id.startsWith('s-')).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });
});
