import { AirForecastDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse, placements } from '../support/placements.ts';
import { codeBlocks } from '../support/readme.ts';

const page = 'docs/how-to/use-forecasts.md';

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
type Node = any;

const monitors = /* GraphQL */ `
  {
    sensors(filter: { network: "us-embassies" }, first: 50) {
      nodes {
        id
        name
        latest(quantities: [PM25]) { value provenance { replay { originalPeriodStart } } }
        forecast {
          issuedAt madeAt replayed unit
          sensor { name }
          model { id version kind stage trainedTo }
          points { horizon periodStart periodEnd unit p10 p50 p90 mean }
          days { date category categoryProbabilities { probability } }
          fallbacks { rung reason message }
          unavailable { reason message }
        }
      }
    }
  }
`;

const served = (nodes: readonly Node[]): Node[] =>
  nodes.filter(({ forecast }) => forecast?.points.length > 0);

describe.each(placements)('forecasts, %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement, { REPLAY: 'on' });
  });
  afterAll(() => house?.end());

  // its own limit is the one below, not the one of any test
  it('of replayed monitors are there soon after the first start, beside their air, in one request', {
    timeout: 120_000,
  }, async () => {
    const answer = await until(
      () => house.client.ask(monitors),
      ({ data }) => served(data?.sensors?.nodes ?? []).length >= 5,
      90_000,
    );
    expect(answer.errors).toBeUndefined();
    for (const { name, latest, forecast } of served(answer.data.sensors.nodes)) {
      expect(forecast.sensor.name).toBe(name);
      expect(latest[0].provenance.replay.originalPeriodStart).toMatch(/^2023-/);
      expect(forecast).toMatchObject({
        replayed: true,
        unit: 'MICROGRAM_PER_CUBIC_METRE',
        unavailable: null,
      });
      expect(forecast.points.map(({ horizon }: Node) => horizon)).toEqual(['PT4H', 'PT24H', 'PT72H']);
      expect(Date.parse(forecast.points[0].periodEnd) - Date.parse(forecast.issuedAt)).toBe(4 * hourMs);
      for (const { p10, p50, p90, mean } of forecast.points) {
        expect(p10).toBeGreaterThanOrEqual(0);
        expect(p50).toBeGreaterThanOrEqual(p10);
        expect(p90).toBeGreaterThanOrEqual(p50);
        expect(Number.isFinite(mean)).toBe(true);
      }
      expect(forecast.days).toHaveLength(3);
      expect(forecast.days.every(({ category }: Node) => typeof category === 'string')).toBe(true);
    }
  });

  it('of recorded air come from models that were trained before it was recorded', async () => {
    const { data } = await house.client.ask(monitors);
    const byModel = served(data.sensors.nodes).filter(({ forecast }) => forecast.model.stage !== null);
    expect(byModel.length).toBeGreaterThan(0);
    for (const { forecast } of byModel) {
      expect(forecast.model).toMatchObject({ kind: 'PM_ONLY', stage: 'REPLAY' });
      expect(Date.parse(forecast.model.trainedTo)).toBeLessThan(Date.UTC(2023, 0));
    }
  });

  it('are none of a sensor that has long been silent, and it says why', async () => {
    const { data, errors } = await until(
      () => house.client.ask(String(AirForecastDocument), { sensorId: 'airqo-aq_29' }),
      (answer) => answer.data?.sensor?.forecast != null,
    );
    expect(errors).toBeUndefined();
    expect(data.sensor.forecast).toMatchObject({
      model: { kind: 'NONE' },
      points: [],
      days: [],
      unavailable: { reason: 'NO_RECENT_DATA' },
    });
  });

  it('come as they are issued, with fields of other subgraphs, when a sensor tells its newest hour', async () => {
    await registerSensor(house.client);
    const newest = hourStart();
    const rows = Array.from({ length: 200 }, (_, back) => {
      const start = newest - (back + 1) * hourMs;
      return makeRow({ value: 20 + (back % 7), periodStart: iso(start), periodEnd: iso(start + hourMs) });
    });
    await report(house.client, rows.toReversed());
    const stream = house.client.subscribe(
      'subscription { forecastIssued(sensorIds: ["roof-1"]) { cursor change gap { reason } forecast { issuedAt sensor { name site { city } } model { kind } replayed points { p50 } } } }',
    );
    const next = stream.next();
    // until the subscription stands
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await report(house.client, [makeRow()], 'LIVE');
    const { data, errors } = (await next).value;
    expect(errors).toBeUndefined();
    expect(data.forecastIssued).toMatchObject({
      change: 'ISSUED',
      gap: null,
      forecast: { sensor: { name: 'Roof 1', site: { city: 'Kampala' } }, replayed: false },
    });
    expect(data.forecastIssued.forecast.points).toHaveLength(3);
    await stream.return?.();
  });

  it('stay, and can be asked for as they were', async () => {
    const answer = await until(
      () =>
        house.client.ask(
          'query($from: DateTime!, $to: DateTime!) { sensor(id: "roof-1") { forecasts(from: $from, to: $to) { nodes { issuedAt points { horizon } } pageInfo { hasNextPage } } } }',
          { from: iso(Date.now() - 24 * hourMs), to: iso(Date.now()) },
        ),
      ({ data }) => data?.sensor?.forecasts?.nodes.length > 0,
    );
    expect(answer.data.sensor.forecasts.pageInfo.hasNextPage).toBe(false);
  });

  it('come from models that are listed, with their cards', async () => {
    const { data, errors } = await house.client.ask(
      '{ models { id version kind quantity stage trainedFrom trainedTo card sha256 whole problem metrics { horizon mae } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.models.map(({ quantity, stage }: Node) => `${quantity} ${stage}`)).toContain('PM25 REPLAY');
    for (const model of data.models) expect(model).toMatchObject({ whole: true, problem: null });
  });

  it('are what the page of the docs asks for', async () => {
    const blocks = (await codeBlocks(page, 'graphql')).filter((block) => !block.startsWith('subscription'));
    expect(blocks).toHaveLength(3);
    for (const block of blocks) {
      const { errors, data } = await house.client.ask(block);
      expect(errors, block).toBeUndefined();
      expect(JSON.stringify(data)).not.toContain('"forecast":null');
    }
  });
});
