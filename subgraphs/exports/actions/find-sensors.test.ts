import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { describe, expect, it } from 'vitest';
import { areProblems } from '../domain/problem.ts';
import type { SensorScope } from '../domain/request/export-request.ts';
import { makeSensor } from '../testing/sensors.ts';
import { findSensors, findSensorsNow } from './find-sensors.ts';

const sensors = [
  makeSensor({ sensorId: 'c', networkId: 'airqo', siteId: 'makerere', country: 'UG' }),
  makeSensor({ sensorId: 'a', networkId: 'airqo', siteId: null, country: 'KE' }),
  makeSensor({ sensorId: 'b', networkId: 'other', siteId: 'makerere', country: 'UG', retired: true }),
];
const everywhere: SensorScope = { sensorIds: null, siteIds: null, networkIds: null, countries: null };
const directoryOf = (of: readonly SensorChanged[]) => ({ all: () => of });
const find = (scope: Partial<SensorScope>, of = sensors) =>
  findSensors({ ...everywhere, ...scope }, directoryOf(of));
const idsOf = (found: ReturnType<typeof findSensors>) =>
  areProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : found.map(({ id }) => id);

describe('the sensors of an export', () => {
  it('are all of them where nothing narrows, also those that are retired, by id', () => {
    expect(idsOf(find({}))).toEqual(['a', 'b', 'c']);
  });

  it('are those that are in each list', () => {
    expect(idsOf(find({ siteIds: ['makerere'] }))).toEqual(['b', 'c']);
    expect(idsOf(find({ siteIds: ['makerere'], networkIds: ['airqo'] }))).toEqual(['c']);
    expect(idsOf(find({ countries: ['UG', 'KE'], sensorIds: ['a', 'b'] }))).toEqual(['a', 'b']);
  });

  it('are refused with every id that is not known, five of each named', () => {
    const many = Array.from({ length: 9 }, (_, n) => `x${n}`);
    const found = find({ sensorIds: ['a', ...many], networkIds: ['nobody'] });
    expect(idsOf(found)).toEqual(['sensorIds UNKNOWN', 'networkIds UNKNOWN']);
    expect(areProblems(found) && found[0]?.reason).toContain('x0, x1, x2, x3, x4 and 4 more');
  });

  it('are refused where no sensor is in all lists, or where there is none', () => {
    expect(idsOf(find({ siteIds: ['makerere'], countries: ['KE'] }))).toEqual(['siteIds NOTHING_THERE']);
    expect(idsOf(find({}, []))).toEqual(['sensorIds NOTHING_THERE']);
    expect(idsOf(find({ sensorIds: [] }))).toEqual(['sensorIds NOTHING_THERE']);
  });

  it('say what columns of files ask for', () => {
    const sensor = makeSensor({
      ...{ name: 'Nakawa', location: { latitude: 0.33, longitude: 32.6 }, license: 'CC-BY-4.0' },
      ...{ timeZone: null, reportingIntervalMs: 60_000 },
    });
    expect(find({}, [sensor])).toEqual([
      {
        ...{ id: sensor.sensorId, timeZone: 'UTC', reportingIntervalMs: 60_000 },
        facts: {
          ...{ name: 'Nakawa', networkId: 'n1', siteId: null, country: 'UG', timeZone: 'UTC' },
          ...{ latitude: 0.33, longitude: 32.6, kind: 'LOW_COST', maker: null, model: null },
          ...{ license: 'CC-BY-4.0', attribution: null },
        },
      },
    ]);
  });

  it('are looked for again when the directory has caught up', async () => {
    const known: SensorChanged[] = [];
    const directory = { all: () => known, catchUp: async () => void known.push(...sensors) };
    expect(idsOf(await findSensorsNow({ ...everywhere, sensorIds: ['b'] }, directory))).toEqual(['b']);
  });
});
