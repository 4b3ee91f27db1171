import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Models, openModels } from '@aqmrg/ml/runtime/index.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
type Node = any;

const ml = (path: string): string => fileURLToPath(new URL(`../../ml/${path}`, import.meta.url));

/** Four weeks of Dongsi in Beijing, newest hour first, with the mean of the stations around it. */
interface Dongsi {
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}
const { series }: Dongsi = JSON.parse(await readFile(ml('features/vectors/dongsi.json'), 'utf8'));

const units = {
  PM25: 'MICROGRAM_PER_CUBIC_METRE',
  PM10: 'MICROGRAM_PER_CUBIC_METRE',
  NO2: 'PARTS_PER_BILLION',
  SO2: 'PARTS_PER_BILLION',
  O3: 'PARTS_PER_BILLION',
  CO: 'PARTS_PER_MILLION',
  TEMPERATURE: 'CELSIUS',
  HUMIDITY: 'PERCENT',
  PRESSURE: 'HECTOPASCAL',
  WIND_SPEED: 'METRE_PER_SECOND',
  WIND_DIRECTION: 'DEGREE',
} satisfies Partial<Record<Quantity, string>>;
const gases = ['PM10', 'NO2', 'SO2', 'O3', 'CO'] as const;

const newest = hourStart();
const rowsOf = (sensorId: string, quantity: keyof typeof units, values: readonly (number | null)[] = []) =>
  values.flatMap((value, age) => {
    const start = newest - age * hourMs;
    const period = { periodStart: iso(start), periodEnd: iso(start + hourMs) };
    return value === null ? [] : [makeRow({ sensorId, quantity, unit: units[quantity], value, ...period })];
  });

/** What the full models are judged by here. */
const newestOnly = ['PM25', 'NO2'];

const beijing = {
  id: 'dongsi',
  name: 'Dongsi',
  city: 'Beijing',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  location: { latitude: 39.93, longitude: 116.42 },
};

const forecastOf = (quantity: string): string =>
  `${quantity.toLowerCase()}: forecast(quantity: ${quantity}) { issuedAt unit inputs { newestHourEnd } model { id kind } points { horizon p10 p50 p90 mean } fallbacks { rung reason } unavailable { reason } }`;
const forecasts = `query($id: ID!) { sensor(id: $id) { ${['PM25', ...gases].map(forecastOf).join(' ')} } }`;

/** What the runtime says when it is given the series as the features' vectors have them. */
const told = async (models: Models, quantity: Quantity, around: string, issuedAt: number) => {
  const late = Math.round((issuedAt - newest) / hourMs) - 1;
  const known = (name: string): Float64Array =>
    Float64Array.from({ length: 672 }, (_, age) => series[name]?.[age - late] ?? Number.NaN);
  const towards = (part: (radians: number) => number): Float64Array =>
    known('WIND_SPEED').map(
      (speed, age) => -speed * part(((series.WIND_DIRECTION?.[age - late] ?? Number.NaN) * Math.PI) / 180),
    );
  const input = {
    sensorId: 'dongsi',
    timeZone: beijing.timeZone,
    ...beijing.location,
    series: {
      ...Object.fromEntries(Object.keys(units).map((name) => [name, known(name)])),
      neighbours: known(around),
      WIND_U: towards(Math.sin),
      WIND_V: towards(Math.cos),
      target: known(quantity),
    },
  };
  const [answer] = await models.forecast({
    quantity,
    origin: issuedAt,
    stage: 'production',
    inputs: [input],
  });
  if (answer?.kind !== 'FULL') throw new Error(`not by the full model: ${JSON.stringify(answer)}`);
  return answer.heads;
};

describe.each(placements)('the full models, %s', (placement) => {
  let house: House;
  let models: Models;
  beforeAll(async () => {
    models = await openModels({
      folder: ml('models'),
      featuresFile: ml('features/features.json'),
      log: pino({ enabled: false }),
    });
    house = await openHouse(placement);
    const quantities = Object.keys(units);
    await registerSensor(house.client, { id: 'dongsi', siteId: 'dongsi', quantities }, beijing);
    for (const id of ['north', 'south'])
      await registerSensor(house.client, { id, siteId: 'dongsi', quantities: ['PM25', 'NO2'] }, beijing);
    await registerSensor(house.client, { id: 'roof-1', quantities });
    const everything = (id: string) =>
      Object.keys(units).flatMap((name) => rowsOf(id, name as keyof typeof units, series[name]));
    const rows = [
      ...['north', 'south'].flatMap((id) => [
        ...rowsOf(id, 'PM25', series.neighbours),
        ...rowsOf(id, 'NO2', series.NO2),
      ]),
      ...everything('dongsi'),
      ...everything('roof-1'),
    ];
    // the newest hours last, as they would come; those of the two that are compared once everything around them is there
    const isLast = (row: Node): boolean =>
      row.sensorId === 'dongsi' && newestOnly.includes(row.quantity) && row.periodStart === iso(newest);
    const sorted = rows.toSorted((a: Node, b: Node) => a.periodStart.localeCompare(b.periodStart));
    const before = sorted.filter((row) => !isLast(row));
    for (let first = 0; first < before.length; first += 5_000)
      await report(house.client, before.slice(first, first + 5_000));
    await until(
      () =>
        house.client.ask(
          '{ sensors(filter: { network: "roofs" }) { nodes { id latest { quantity periodStart } } } }',
        ),
      ({ data }) =>
        data.sensors.nodes.every(({ id, latest }: Node) =>
          latest.every(
            ({ quantity, periodStart }: Node) =>
              Date.parse(periodStart) === newest || (id === 'dongsi' && newestOnly.includes(quantity)),
          ),
        ),
      60_000,
    );
    await report(house.client, sorted.filter(isLast));
  }, 120_000);
  afterAll(async () => {
    await house?.end();
    await models?.close();
  });

  const answered = async (id: string): Promise<Node> => {
    const { data, errors } = await until(
      () => house.client.ask(forecasts, { id }),
      (answer) =>
        Object.values<Node>(answer.data?.sensor ?? {}).every(
          ({ points, inputs }) => points.length > 0 && Date.parse(inputs.newestHourEnd) === newest + hourMs,
        ),
      60_000,
    );
    expect(errors).toBeUndefined();
    return data.sensor;
  };

  it.each([
    ['PM25', 'neighbours'],
    ['NO2', 'NO2'],
  ] as const)(
    'serve where they were trained, with weather, other pollutants and neighbours out of the store: %s',
    async (quantity, around) => {
      const forecast = (await answered('dongsi'))[quantity.toLowerCase()];
      const id = `${quantity.toLowerCase()}-full`;
      expect(forecast).toMatchObject({ unit: units[quantity], model: { id, kind: 'FULL' }, fallbacks: [] });
      const heads = await told(models, quantity, around, Date.parse(forecast.issuedAt));
      expect(forecast.points).toHaveLength(3);
      for (const { horizon, p10, p50, p90, mean } of forecast.points as Node[]) {
        const { quantiles, mean: expected } = heads[horizon as keyof typeof heads];
        const found = [p10, p50, p90, mean];
        for (const [n, value] of [quantiles[1], quantiles[3], quantiles[5], expected].entries())
          expect(found[n], `${horizon}, ${n}`).toBeCloseTo(value as number, 1);
      }
    },
    90_000,
  );

  it('do not serve where nobody measures the same around the sensor', async () => {
    const { pm10 } = await answered('dongsi');
    expect(pm10.model.kind).toBe('CLIMATOLOGY');
    expect(pm10.fallbacks).toContainEqual({ rung: 'FULL', reason: 'INPUTS_MISSING' });
  });

  it('serve nowhere but in the area where they were trained, whatever is measured', async () => {
    const sensor = await answered('roof-1');
    expect(sensor.pm25).toMatchObject({ model: { id: 'pm25-pm-only', kind: 'PM_ONLY' } });
    for (const quantity of ['PM25', ...gases])
      expect(sensor[quantity.toLowerCase()].fallbacks).toContainEqual({
        rung: 'FULL',
        reason: 'OUTSIDE_AREA',
      });
    for (const quantity of gases) expect(sensor[quantity.toLowerCase()].model.kind).toBe('CLIMATOLOGY');
  });
});
