import { randomUUID } from 'node:crypto';
import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../../domain/rule/rule.ts';
import { type Engine, openEngine, openPorts } from '../../testing/open-engine.ts';
import { makeReading, storedOf } from '../../testing/readings.ts';
import { everySensor, makeRule } from '../../testing/rules.ts';

const hour = 3_600_000;
const midnight = Date.UTC(2026, 10, 30);
const at = (n: number): number => midnight + n * hour;
const never = new AbortController().signal;

let ports: Awaited<ReturnType<typeof openPorts>>;
let engine: Engine;
const clock = { now: at(10) };

beforeAll(async () => {
  ports = await openPorts();
  engine = await openEngine(ports, clock);
});
afterAll(async () => {
  await engine.stop();
  await ports.close();
});

const ruleFor = async (sensorIds: readonly string[], fields: Partial<Rule>): Promise<Rule> => {
  const rule = makeRule({ id: randomUUID(), scope: { ...everySensor, sensorIds }, ...fields });
  await engine.rule(rule);
  return rule;
};
const newSensor = async (): Promise<string> => {
  const sensorId = randomUUID();
  await engine.say({ sensorId });
  return sensorId;
};
const hear = async (sensorId: string, n: number, value = 20): Promise<void> => {
  clock.now = at(n) + 60_000;
  await engine.hear({ sensorId, periodEnd: at(n), value });
};
const watch = async (n: number): Promise<void> => {
  clock.now = at(n);
  await engine.silence.work(never);
};

describe('the watch over silence', () => {
  const offline: Partial<Rule> = {
    condition: { kind: 'OFFLINE', quantity: null },
    pace: { forMs: 0, keepFiringMs: 0, noDataAfterMs: 3 * hour, noData: 'ALERT' },
  };

  it('tells that a sensor is not heard, once, and that it is heard again', async () => {
    const sensorId = await newSensor();
    await ruleFor([sensorId], offline);
    await hear(sensorId, 1);
    await watch(3.9);
    expect(await engine.incidents({ sensorId })).toEqual([]);
    await watch(4.1);
    await watch(5);
    expect(await engine.incidents({ sensorId })).toMatchObject([
      { state: 'NO_DATA', isNoData: true, startedAt: new Date(at(4)), threshold: null, last: null },
    ]);
    await hear(sensorId, 6);
    expect(await engine.incidents({ sensorId })).toMatchObject([
      { state: 'RESOLVED', resolvedAt: new Date(at(6)) },
    ]);
    await watch(8.9);
    await watch(9.1);
    expect((await engine.incidents({ sensorId })).map(({ state }) => state)).toEqual(['RESOLVED', 'NO_DATA']);
  });

  it('ends it as well where readings come that were kept back meanwhile', async () => {
    const sensorId = await newSensor();
    await ruleFor([sensorId], offline);
    await hear(sensorId, 11);
    await watch(14.5);
    clock.now = at(15);
    await engine.hear(...[12, 13, 14].map((n) => ({ sensorId, periodEnd: at(n), value: 20 })));
    expect(await engine.incidents({ sensorId })).toMatchObject([
      { state: 'RESOLVED', resolution: 'RECOVERED', startedAt: new Date(at(14)) },
    ]);
  });

  it('finds sensors that were silent before the rule was made', async () => {
    const sensorId = await newSensor();
    await hear(sensorId, 16);
    clock.now = at(30);
    await ruleFor([sensorId], offline);
    await engine.silence.armAll(never);
    await watch(30);
    expect(await engine.incidents({ sensorId })).toMatchObject([{ startedAt: new Date(at(19)) }]);
  });

  it('says nothing of sensors that fell silent days ago', async () => {
    const sensorId = await newSensor();
    clock.now = at(30);
    await ports.series.writer.write([storedOf(makeReading({ sensorId, periodEnd: at(-40) }))]);
    await ruleFor([sensorId], offline);
    await engine.silence.armAll(never);
    await watch(30);
    expect(await engine.incidents({ sensorId })).toEqual([]);
  });

  it('says of what goes on that nothing is known any more, or ends it, as its rule has it', async () => {
    const condition: Condition = {
      kind: 'THRESHOLD',
      signal: { kind: 'VALUE', quantity: 'PM25' },
      threshold: { comparison: 'ABOVE', at: 100, recovery: 80 },
      together: null,
    };
    const [kept, ended] = [await newSensor(), await newSensor()];
    const pace = { forMs: 0, keepFiringMs: 0, noDataAfterMs: 2 * hour };
    await ruleFor([kept], { condition, pace: { ...pace, noData: 'KEEP' } });
    await ruleFor([ended], { condition, pace: { ...pace, noData: 'RESOLVE' } });
    for (const sensorId of [kept, ended]) await hear(sensorId, 31, 150);
    await watch(33.5);
    const [first, second] = [
      await engine.incidents({ sensorId: kept }),
      await engine.incidents({ sensorId: ended }),
    ];
    expect(first).toMatchObject([{ state: 'NO_DATA', resolvedAt: null, peak: 150 }]);
    expect(second).toMatchObject([
      { state: 'RESOLVED', resolution: 'NO_DATA', resolvedAt: new Date(at(33)) },
    ]);
    await hear(kept, 34, 160);
    expect(await engine.incidents({ sensorId: kept })).toMatchObject([{ state: 'FIRING', peak: 160 }]);
    expect(await engine.trail(first[0]?.id as string)).toEqual(['RAISED', 'SILENT', 'HEARD']);
  });
});

describe('the judging of areas', () => {
  it('raises one incident of many sensors, and ends it', async () => {
    const sensors = [await newSensor(), await newSensor(), await newSensor()];
    const condition: Condition = {
      kind: 'THRESHOLD',
      signal: { kind: 'VALUE', quantity: 'PM25' },
      threshold: { comparison: 'ABOVE', at: 100, recovery: 80 },
      together: { sensors: 2, share: null, minSensors: 3 },
    };
    const rule = await ruleFor(sensors, {
      condition,
      pace: { forMs: 0, keepFiringMs: 0, noDataAfterMs: 9 * hour, noData: 'KEEP' },
    });
    const hours = (n: number, values: readonly number[]) =>
      ports.series.writer.write(
        values.map((value, i) =>
          storedOf(makeReading({ sensorId: sensors[i] as string, periodEnd: at(n), value })),
        ),
      );
    await hours(40, [120, 50, 60]);
    await hours(41, [130, 140, 60]);
    clock.now = at(41.1);
    await engine.judgeAreas();
    await engine.judgeAreas();
    const raised = await engine.incidents({ ruleId: rule.id });
    expect(raised).toMatchObject([
      {
        state: 'FIRING',
        subject: '',
        sensorId: null,
        peak: 2,
        country: 'GH',
        latitude: 5.6,
        startedAt: new Date(at(41)),
      },
    ]);
    await hours(42, [50, 50, 60]);
    // some sensors may still be on their way: nothing is said of an hour that looks well yet
    clock.now = at(42.1);
    await engine.judgeAreas();
    expect(await engine.incidents({ ruleId: rule.id })).toMatchObject([{ state: 'FIRING' }]);
    clock.now = at(42.5);
    await engine.judgeAreas();
    expect(await engine.incidents({ ruleId: rule.id })).toMatchObject([
      { id: raised[0]?.id, state: 'RESOLVED', resolvedAt: new Date(at(42)) },
    ]);
  });
});

describe('the judging of forecasts', () => {
  const forecast = (sensorId: string, n: number, quantiles: readonly number[]): ForecastIssued =>
    ({
      ...{
        sensorId,
        quantity: 'PM25',
        issuedAt: at(n),
        madeAt: at(n),
        kind: 'FULL',
        model: null,
        trainedTo: null,
      },
      ...{ isShadow: false, replayed: true, timeZone: 'UTC', fallbacks: [] },
      inputs: { newestHourEnd: at(n), observed24: 24, observed168: 168 },
      outlooks: [
        {
          head: 'D1',
          from: at(n),
          to: at(n + 24),
          date: null,
          quantiles: [...quantiles],
          mean: 50,
          persistence: null,
        },
      ],
    }) as ForecastIssued;

  it('raises what is likely, and ends it once it is likely no more', async () => {
    const sensorId = await newSensor();
    await ruleFor([sensorId], {
      condition: {
        kind: 'THRESHOLD',
        signal: { kind: 'FORECAST', quantity: 'PM25', head: 'D1', level: 55.5 },
        threshold: { comparison: 'ABOVE', at: 0.7, recovery: 0.5 },
        together: null,
      },
    });
    clock.now = at(50);
    const likely = [50, 55, 58, 65, 70, 80, 90];
    await engine.judgeForecasts([forecast(sensorId, 50, likely)]);
    await engine.judgeForecasts([forecast(sensorId, 50, likely)]);
    const [raised] = await engine.incidents({ sensorId });
    expect(raised).toMatchObject({ state: 'FIRING', isReplayed: true, threshold: 0.7 });
    // between the two it goes on
    await engine.judgeForecasts([forecast(sensorId, 51, [30, 40, 50, 58, 65, 70, 80])]);
    expect(await engine.incidents({ sensorId })).toMatchObject([{ state: 'FIRING' }]);
    await engine.judgeForecasts([forecast(sensorId, 52, [10, 12, 15, 20, 25, 30, 40])]);
    // an older word on it changes nothing
    await engine.judgeForecasts([forecast(sensorId, 50, likely)]);
    expect(await engine.incidents({ sensorId })).toMatchObject([
      { id: raised?.id, state: 'RESOLVED', resolvedAt: new Date(at(52)) },
    ]);
  });
});
