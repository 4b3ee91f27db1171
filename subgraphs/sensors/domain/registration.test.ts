import { describe, expect, it } from 'vitest';
import { retired, updated } from './change.ts';
import { checkSensorFilter } from './filter.ts';
import { checkNetwork, checkSensor, type SensorRegistration } from './registration.ts';
import { isSameNetwork, type Sensor, saysTheSame, withSiteDefaults } from './sensor.ts';

const registration: SensorRegistration = {
  name: 'Makerere roof',
  networkId: 'airqo',
  quantities: ['PM10', 'PM25', 'PM10'],
};
const now = Date.UTC(2026, 10, 23, 6);

const sensorFrom = (input: Partial<SensorRegistration> = {}, rest: Partial<Sensor> = {}): Sensor => {
  const checked = checkSensor({ ...registration, ...input });
  if (!checked.ok) throw new Error(checked.problem.message);
  return {
    ...checked.value,
    heardQuantities: [],
    deployedTo: null,
    retired: false,
    lastSeenAt: null,
    onlineUntil: null,
    organisationId: null,
    revision: 1,
    ...rest,
  };
};

describe('a registration', () => {
  it('makes its id from its name and lists its quantities once, in the order of the graph', () => {
    expect(sensorFrom()).toMatchObject({
      id: 'makerere-roof',
      quantities: ['PM25', 'PM10'],
      kind: 'UNKNOWN',
    });
  });

  it.each([
    ['id', { id: 'Has Space' }],
    ['id', { name: '空気' }],
    ['name', { name: ' ' }],
    ['networkId', { networkId: 'Air Qo' }],
    ['location', { location: { latitude: 91, longitude: 0 } }],
    ['country', { country: 'Ghana' }],
    ['timeZone', { timeZone: 'Africa/Atlantis' }],
    ['reportingInterval', { reportingInterval: 'P2D' }],
    ['externalIds', { externalIds: [{ system: '', id: '1' }] }],
    ['tags', { tags: ['School'] }],
    ['tags', { tags: ['x'.repeat(41)] }],
    ['tags', { tags: [''] }],
    ['tags', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }],
    ['attribution', { attribution: 'x'.repeat(1_001) }],
  ] as const)('names %s as the field at fault', (field, input) => {
    expect(checkSensor({ ...registration, ...input })).toMatchObject({ ok: false, problem: { field } });
  });

  it('takes from its site only what it leaves out', () => {
    const site = {
      id: 'makerere',
      name: 'Makerere',
      location: { latitude: 0.33, longitude: 32.57 },
      country: 'UG',
      timeZone: 'Africa/Kampala',
      city: 'Kampala',
    };
    const { location, country, timeZone } = withSiteDefaults(sensorFrom({ country: 'KE' }), site);
    expect({ location, country, timeZone }).toEqual({
      location: site.location,
      country: 'KE',
      timeZone: 'Africa/Kampala',
    });
  });

  it('says the same as a sensor that has since been heard to report more', () => {
    const heard = sensorFrom({ quantities: ['PM25', 'NO2'] }, { heardQuantities: ['NO2'] });
    expect(saysTheSame(heard, sensorFrom({ quantities: ['PM25'] }))).toBe(true);
    expect(saysTheSame(heard, sensorFrom({ quantities: ['NO2'] }))).toBe(false);
    expect(saysTheSame(heard, sensorFrom({ quantities: ['PM25'], model: 'G5' }))).toBe(false);
  });

  it('keeps its tags once, in the order of the alphabet', () => {
    expect(sensorFrom({ tags: ['school', 'a-1', 'school'] }).tags).toEqual(['a-1', 'school']);
    expect(saysTheSame(sensorFrom({ tags: ['a', 'b'] }), sensorFrom({ tags: ['b', 'a'] }))).toBe(true);
    expect(saysTheSame(sensorFrom({ tags: ['a', 'b'] }), sensorFrom({ tags: ['b'] }))).toBe(false);
  });

  it('says the same in whatever order its external ids come', () => {
    const a = { system: 'airqo', id: '1' };
    const b = { system: 'openaq', id: '2' };
    expect(saysTheSame(sensorFrom({ externalIds: [a, b] }), sensorFrom({ externalIds: [b, a] }))).toBe(true);
  });
});

describe('the registration of a network', () => {
  const network = (organisationId: string | null) => ({ id: 'n', name: 'N', maker: null, organisationId });

  it('takes any slug for an organisation, and nothing else', () => {
    expect(checkNetwork({ id: 'n', name: 'N', organisationId: 'makerere' })).toEqual({
      ok: true,
      value: network('makerere'),
    });
    expect(checkNetwork({ id: 'n', name: 'N', organisationId: 'Makerere U' })).toMatchObject({
      ok: false,
      problem: { field: 'organisationId' },
    });
  });

  it('without an organisation is no other than that of one which was given to one since', () => {
    expect(isSameNetwork(network('makerere'), network(null))).toBe(true);
    expect(isSameNetwork(network('makerere'), network('makerere'))).toBe(true);
    expect(isSameNetwork(network('makerere'), network('airqo'))).toBe(false);
    expect(isSameNetwork(network(null), network('airqo'))).toBe(false);
    expect(isSameNetwork(network('makerere'), { ...network(null), name: 'M' })).toBe(false);
  });
});

describe('an update', () => {
  it('changes what is given, keeps what is left out, and takes away what is null', () => {
    const sensor = sensorFrom({ maker: 'AirQo', model: 'G5' });
    expect(updated(sensor, { id: sensor.id, model: 'G6', maker: null })).toEqual({
      ok: true,
      value: { ...sensor, maker: null, model: 'G6' },
    });
  });

  it.each(['name', 'kind', 'isMobile', 'quantities', 'externalIds', 'tags'] as const)(
    'does not take %s away',
    (field) => {
      const sensor = sensorFrom();
      expect(updated(sensor, { id: sensor.id, [field]: null })).toMatchObject({
        ok: false,
        problem: { field },
      });
    },
  );

  it('moves the end of being online with the reporting interval', () => {
    const sensor = sensorFrom(
      { reportingInterval: 'PT1H' },
      { lastSeenAt: now, onlineUntil: now + 4 * 3_600_000 },
    );
    const changed = updated(sensor, { id: sensor.id, reportingInterval: 'P1D' });
    expect(changed).toMatchObject({ ok: true, value: { onlineUntil: now + 73 * 3_600_000 } });
  });
});

describe('retiring', () => {
  it('ends the deployment now where no end is given, and keeps that end when it is asked again', () => {
    const first = retired(sensorFrom(), undefined, now);
    expect(first).toMatchObject({ ok: true, value: { retired: true, deployedTo: now } });
    if (first.ok) expect(retired(first.value, undefined, now + 1)).toEqual(first);
  });

  it('cannot end in the future, nor before it began', () => {
    const sensor = sensorFrom({ deployedFrom: now - 10 });
    const field = 'deployedTo';
    expect(retired(sensor, now + 1, now)).toMatchObject({ ok: false, problem: { field } });
    expect(retired(sensor, now - 11, now)).toMatchObject({ ok: false, problem: { field } });
  });
});

describe('a filter', () => {
  it.each([
    ['network', { network: 'no such id' }],
    ['country', { country: 'Ghana' }],
    ['bbox', { bbox: { south: 10, north: 0, west: 0, east: 1 } }],
    ['near', { near: { lat: 0, lon: 0, radiusKm: -1 } }],
    ['text', { text: 'a\u0000' }],
    ['ids', { ids: Array.from({ length: 501 }, (_, i) => `s-${i}`) }],
  ])('names %s as the field at fault', (field, asked) => {
    expect(checkSensorFilter(asked)).toMatchObject({ ok: false, problem: { field } });
  });

  it('asks nothing with blank text and null conditions', () => {
    expect(checkSensorFilter({ text: ' ', network: null })).toEqual(checkSensorFilter({}));
  });
});
