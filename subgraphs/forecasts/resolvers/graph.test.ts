import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { makeForecast, makeOutlooks, makeReading, monday } from '../testing/builders.ts';
import { hash, makeInfo } from '../testing/fake-models.ts';
import { openParts, openPorts, type Parts, type TestPorts } from '../testing/open-room.ts';

const broken = makeInfo({
  id: 'o3-full',
  quantity: 'O3',
  stage: 'replay',
  manifest: null,
  problem: { reason: 'MODEL_CORRUPT', detail: 'PT4H.onnx is not what its manifest says' },
});

describe('the graph of forecasts', () => {
  let ports: TestPorts;
  let parts: Parts;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports, [makeInfo(), broken]);
    await parts.saySensors(
      { sensorId: 's1' },
      { sensorId: 'ozone', quantities: ['O3'] },
      { sensorId: 'retired', retired: true },
      { sensorId: 'silent' },
      { sensorId: 'new' },
      { sensorId: 'failing' },
      { sensorId: 'anything', quantities: [] },
    );
    await parts.forecasts.keep([2, 1, 0].map((hours) => makeForecast({ issuedAt: monday - hours * hourMs })));
    await parts.write([
      makeReading(monday - 30 * hourMs, { sensorId: 'silent' }),
      makeReading(monday, { sensorId: 'new' }),
      makeReading(monday, { sensorId: 'failing', quality: 'FAIL' }),
    ]);
    const folder = join(ports.folder, 'pm25-pm-only', '2023-12-31');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'card.md'), '# A card');
  });
  afterAll(async () => {
    await parts?.stop();
    await ports?.close();
  });

  const ofSensor = async (sensorId: string, fields: string) => {
    const { data, errors } = await parts.ask(
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Sensor { ${fields} } } }`,
      { of: [{ __typename: 'Sensor', id: sensorId }] },
    );
    return { sensor: data?._entities?.[0], errors };
  };

  it('shows the newest forecast, its points and its days', async () => {
    const { sensor, errors } = await ofSensor(
      's1',
      `forecast {
        sensor { id } quantity issuedAt madeAt replayed unit unavailable { reason }
        model { id version kind stage }
        inputs { newestHourEnd observedHoursOfDay observedHoursOfWeek }
        points { horizon periodStart periodEnd unit p10 p50 p90 mean }
        days { horizon date periodStart p50 category categoryReason categoryProbabilities { category probability } }
        fallbacks { rung model reason message }
        skill { n }
      }`,
    );
    expect(errors).toEqual([]);
    expect(sensor.forecast).toMatchObject({
      sensor: { id: 's1' },
      quantity: 'PM25',
      issuedAt: '2026-11-23T06:00:00.000Z',
      madeAt: '2026-11-23T06:00:30.000Z',
      replayed: false,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      unavailable: null,
      model: { id: 'pm25-pm-only', version: '2023-12-31', kind: 'PM_ONLY', stage: 'PRODUCTION' },
      inputs: { newestHourEnd: '2026-11-23T06:00:00.000Z', observedHoursOfDay: 24, observedHoursOfWeek: 168 },
      fallbacks: [
        {
          rung: 'FULL',
          model: null,
          reason: 'NO_MODEL_FOR_QUANTITY',
          message: 'There is no model of this kind for this quantity.',
        },
      ],
      skill: [],
    });
    const { points, days } = sensor.forecast;
    expect(points.map(({ horizon, periodEnd }: Record<string, string>) => [horizon, periodEnd])).toEqual([
      ['PT4H', '2026-11-23T10:00:00.000Z'],
      ['PT24H', '2026-11-24T06:00:00.000Z'],
      ['PT72H', '2026-11-26T06:00:00.000Z'],
    ]);
    expect(points[0]).toMatchObject({ p10: 10, p50: 20, p90: 30, mean: 21 });
    expect(
      days.map(({ horizon, date, category }: Record<string, string>) => [horizon, date, category]),
    ).toEqual([
      ['P1D', '2026-11-24', 'Moderate'],
      ['P2D', '2026-11-25', 'Moderate'],
      ['P3D', '2026-11-26', 'Moderate'],
    ]);
    const sum = days[0].categoryProbabilities.reduce(
      (total: number, { probability }: { probability: number }) => total + probability,
      0,
    );
    expect(sum).toBeCloseTo(1);
  });

  it('says why a sensor that is known has none, and nothing of one that is not', async () => {
    const fields =
      'forecast { issuedAt model { id kind } points { p50 } days { date } unavailable { reason message } }';
    const reasonOf = async (sensorId: string, asked = fields) =>
      (await ofSensor(sensorId, asked)).sensor.forecast.unavailable.reason;
    expect((await ofSensor('nobody', fields)).sensor.forecast).toBeNull();
    expect((await ofSensor('silent', fields)).sensor.forecast).toEqual({
      issuedAt: '2026-11-23T06:00:00.000Z',
      model: { id: 'none', kind: 'NONE' },
      points: [],
      days: [],
      unavailable: {
        reason: 'NO_RECENT_DATA',
        message: 'The sensor told nothing usable of the last 24 hours: there is nothing to go on from.',
      },
    });
    expect(await reasonOf('new')).toBe('NOT_YET_ISSUED');
    expect(await reasonOf('failing')).toBe('NO_RECENT_DATA');
    expect(await reasonOf('anything')).toBe('NO_RECENT_DATA');
    expect(await reasonOf('retired')).toBe('RETIRED');
    expect(await reasonOf('ozone')).toBe('NOT_MEASURED');
    expect(await reasonOf('ozone', fields.replace('forecast', 'forecast(quantity: O3)'))).toBe(
      'NO_MODEL_FOR_QUANTITY',
    );
  });

  it('gives no day of ozone a category, and says why', async () => {
    const outlooks = makeOutlooks(monday, { quantiles: [10, 11, 12, 13, 14, 15, 16] });
    await parts.forecasts.keep([
      makeForecast({
        sensorId: 'ozone',
        quantity: 'O3',
        kind: 'PERSISTENCE',
        model: null,
        trainedTo: null,
        outlooks,
      }),
    ]);
    const { sensor } = await ofSensor(
      'ozone',
      'forecast(quantity: O3) { unit model { id kind version whole } days { category categoryProbabilities { category } categoryReason } }',
    );
    expect(sensor.forecast.unit).toBe('PARTS_PER_BILLION');
    expect(sensor.forecast.model).toEqual({
      id: 'persistence',
      kind: 'PERSISTENCE',
      version: null,
      whole: true,
    });
    expect(sensor.forecast.days[0]).toEqual({
      category: null,
      categoryProbabilities: null,
      categoryReason: 'US EPA has no category for the mean of a day of this quantity.',
    });
  });

  it('pages through past forecasts by signed cursors', async () => {
    const span = 'from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z"';
    const page = (after: string) =>
      ofSensor(
        's1',
        `forecasts(${span}, first: 2${after}) { nodes { issuedAt } edges { cursor node { issuedAt } } pageInfo { hasNextPage endCursor } }`,
      );
    const first = (await page('')).sensor.forecasts;
    expect(first.nodes.map(({ issuedAt }: Record<string, string>) => issuedAt)).toEqual([
      '2026-11-23T04:00:00.000Z',
      '2026-11-23T05:00:00.000Z',
    ]);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges[1].cursor });
    const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).sensor.forecasts;
    expect(second.nodes).toEqual([{ issuedAt: '2026-11-23T06:00:00.000Z' }]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses a page that is none, and cursors of other lists', async () => {
    const codeOf = async (sensorId: string, args: string) => {
      const { errors } = await ofSensor(
        sensorId,
        `forecasts(from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z"${args}) { nodes { issuedAt } pageInfo { endCursor } }`,
      );
      return errors[0]?.extensions;
    };
    expect(await codeOf('s1', ', first: 0')).toMatchObject({ code: 'BAD_INPUT', field: 'first' });
    expect(await codeOf('s1', ', after: "nonsense"')).toMatchObject({ code: 'BAD_INPUT', field: 'after' });
    const { sensor } = await ofSensor(
      's1',
      'forecasts(from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z") { pageInfo { endCursor } }',
    );
    const { endCursor } = sensor.forecasts.pageInfo;
    expect(await codeOf('new', `, after: "${endCursor}"`)).toMatchObject({ field: 'after' });
  });

  it('lists models with their card, whole or not', async () => {
    const { data, errors } = await parts.ask(
      '{ models { id version kind quantity stage trainedFrom trainedTo card sha256 licence whole problem metrics { horizon n mae coverage80 pinball } } }',
    );
    expect(errors).toEqual([]);
    expect(data.models).toMatchObject([
      {
        id: 'pm25-pm-only',
        version: '2023-12-31',
        kind: 'PM_ONLY',
        quantity: 'PM25',
        stage: 'PRODUCTION',
        trainedTo: '2023-12-31T23:59:59.000Z',
        card: '# A card',
        licence: 'CC-BY-4.0',
        whole: true,
        problem: null,
        metrics: [{ horizon: 'PT4H', n: 1_000, mae: 5, coverage80: 0.8, pinball: null }],
      },
      {
        id: 'o3-full',
        kind: 'FULL',
        stage: 'REPLAY',
        trainedTo: null,
        card: null,
        sha256: null,
        whole: false,
        problem: 'PT4H.onnx is not what its manifest says',
        metrics: [],
      },
    ]);
    expect(data.models[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(data.models[0].sha256).not.toBe(hash);
  });

  it('reads a page of sensors in one question', async () => {
    const ids = ['s1', 'silent', 'new', 'retired'];
    const { data } = await parts.ask(
      'query($of: [_Any!]!) { _entities(representations: $of) { ... on Sensor { id forecast { model { kind } } } } }',
      { of: ids.map((id) => ({ __typename: 'Sensor', id })) },
    );
    expect(
      data._entities.map(({ forecast }: { forecast: { model: { kind: string } } }) => forecast.model.kind),
    ).toEqual(['PM_ONLY', 'NONE', 'NONE', 'NONE']);
  });
});
