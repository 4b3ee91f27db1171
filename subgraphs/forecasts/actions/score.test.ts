import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../domain/hours.ts';
import type { Head } from '../domain/targets.ts';
import { makeForecast, makeReading, makeReplayed, monday } from '../testing/builders.ts';
import { openParts, openPorts, type Parts, type TestPorts } from '../testing/open-room.ts';

const minuteMs = 60_000;
const trainedTo = (text: string): number => Date.parse(text);

describe('scoring', () => {
  let ports: TestPorts;
  let parts: Parts;
  let sensors = 0;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports);
  });
  afterAll(async () => {
    await parts?.stop();
    await ports?.close();
  });

  /** A sensor with one forecast, of monday unless it is said otherwise. */
  const issued = async (fields: Parameters<typeof makeForecast>[0] = {}): Promise<string> => {
    sensors += 1;
    const sensorId = `s-${sensors}`;
    await parts.saySensors({ sensorId });
    await parts.forecasts.keep([makeForecast({ sensorId, ...fields })]);
    return sensorId;
  };
  const scoreAt = async (now: number): Promise<void> => {
    parts.clock.now = now;
    await parts.scorer.score(parts.signal);
  };
  const scoresOf = async (sensorId: string, head: Head = 'PT4H') =>
    (await parts.scores.windows([{ sensorId, quantity: 'PM25' }], parts.clock.now))
      .filter((one) => one.windowDays === 30 && one.head === head)
      .map(({ sample, sums }) => ({ sample, ...sums }));
  const hoursFrom = (sensorId: string, from: number, count: number, value: number): Reading[] =>
    Array.from({ length: count }, (_, i) => makeReading(from + (i + 1) * hourMs, { sensorId, value }));

  it('waits for the truth, and counts it once', async () => {
    const sensorId = await issued();
    await scoreAt(monday + 4 * hourMs + 10 * minuteMs);
    expect(await scoresOf(sensorId)).toEqual([]);
    await parts.write([makeReading(monday + 4 * hourMs, { sensorId, value: 24 })]);
    await scoreAt(monday + 6 * hourMs);
    await scoreAt(monday + 7 * hourMs);
    // the forecast said 20 ± 10, persistence 25
    expect(await scoresOf(sensorId)).toMatchObject([
      { sample: 'OUT_OF_SAMPLE', n: 1, absError: 4, covered: 1, persistenceError: 1 },
    ]);
  });

  it('still takes a truth that comes six days late, and none after a week', async () => {
    const [late, tooLate] = [await issued(), await issued()];
    const end = monday + 4 * hourMs;
    await scoreAt(end + 5 * dayMs);
    await parts.write([makeReading(end, { sensorId: late })]);
    await scoreAt(end + 7 * dayMs);
    expect(await scoresOf(late)).toHaveLength(1);
    await parts.write([makeReading(end, { sensorId: tooLate })]);
    await scoreAt(end + 9 * dayMs);
    expect(await scoresOf(tooLate)).toEqual([]);
  });

  it('scores a day by the mean of its hours, when 18 of them are there', async () => {
    const sensorId = await issued();
    const day = monday + 18 * hourMs;
    await parts.write(hoursFrom(sensorId, day, 17, 30));
    await scoreAt(day + dayMs + 3 * hourMs);
    expect(await scoresOf(sensorId, 'D1')).toEqual([]);
    await parts.write(hoursFrom(sensorId, day + 17 * hourMs, 7, 30));
    await scoreAt(day + 2 * dayMs);
    expect(await scoresOf(sensorId, 'D1')).toMatchObject([{ n: 1, absError: 10 }]);
  });

  it('scores shadows beside what is shown', async () => {
    const sensorId = await issued();
    const model = { id: 'pm25-new', version: '2024-06-30' };
    await parts.forecasts.keep([makeForecast({ sensorId, isShadow: true, model })]);
    await parts.write([makeReading(monday + 4 * hourMs, { sensorId })]);
    await scoreAt(monday + 6 * hourMs);
    const windows = await parts.scores.windows([{ sensorId, quantity: 'PM25' }], parts.clock.now);
    const shown = windows.filter(({ windowDays, head }) => windowDays === 7 && head === 'PT4H');
    expect(shown.map(({ model: by, isShadow }) => [by?.id, isShadow]).sort()).toEqual([
      ['pm25-new', true],
      ['pm25-pm-only', false],
    ]);
  });

  describe('of recorded air that is replayed', () => {
    const end = monday + 4 * hourMs;
    const originalEnd = Date.UTC(2023, 10, 23, 10);
    const replayed = async (trained: string, measured = originalEnd): Promise<string> => {
      const sensorId = await issued({
        replayed: true,
        model: { id: 'pm25-pm-only', version: trained.slice(0, 10) },
        trainedTo: trainedTo(trained),
      });
      await parts.write([makeReplayed(end, measured, { sensorId })]);
      await scoreAt(end + 2 * hourMs);
      return sensorId;
    };
    const skillOf = async (sensorId: string) => {
      const { data } = await parts.ask(
        '{ _entities(representations: [{ __typename: "Sensor", id: "ID" }]) { ... on Sensor { forecasts(from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z") { nodes { skill { windowDays horizon state n mae skillOverPersistence coverage80 pinball persistenceMae } } } } } }'.replace(
          'ID',
          sensorId,
        ),
      );
      const { skill } = data._entities[0].forecasts.nodes[0];
      return skill.filter(
        (one: { windowDays: number; horizon: string }) => one.windowDays === 7 && one.horizon === 'PT4H',
      );
    };

    it('figures are published of a model that was trained before it was measured', async () => {
      const sensorId = await replayed('2022-12-31T23:59:59Z');
      expect(await scoresOf(sensorId)).toMatchObject([{ sample: 'OUT_OF_SAMPLE', n: 1 }]);
      expect(await skillOf(sensorId)).toMatchObject([{ state: 'OUT_OF_SAMPLE', n: 1, mae: 0 }]);
    });

    it('none are published of a model whose training reaches behind it: it is in sample, and only counted', async () => {
      const sensorId = await replayed('2023-12-31T23:59:59Z');
      expect(await scoresOf(sensorId)).toMatchObject([{ sample: 'IN_SAMPLE', n: 1 }]);
      expect(await skillOf(sensorId)).toMatchObject([
        {
          state: 'IN_SAMPLE',
          n: 1,
          mae: null,
          persistenceMae: null,
          skillOverPersistence: null,
          coverage80: null,
          pinball: null,
        },
      ]);
    });

    it('the hour in which training ended is in sample, the next one is not', async () => {
      const trained = '2023-11-23T08:59:59Z';
      expect(await scoresOf(await replayed(trained, Date.UTC(2023, 10, 23, 9)))).toMatchObject([
        { sample: 'IN_SAMPLE' },
      ]);
      expect(await scoresOf(await replayed(trained, Date.UTC(2023, 10, 23, 10)))).toMatchObject([
        { sample: 'OUT_OF_SAMPLE' },
      ]);
    });

    it('is found out also where the forecast was made as if the air were of now', async () => {
      const sensorId = await issued({ replayed: false });
      await parts.write([makeReplayed(end, originalEnd, { sensorId })]);
      await scoreAt(end + 2 * hourMs);
      expect(await scoresOf(sensorId)).toMatchObject([{ sample: 'IN_SAMPLE' }]);
    });

    it('a day is in sample where one of its hours is', async () => {
      const sensorId = await issued({ replayed: true, trainedTo: Date.UTC(2023, 10, 24, 0, 30) });
      const day = monday + 18 * hourMs;
      await parts.write(
        hoursFrom(sensorId, day, 24, 20).map((reading) => ({
          ...makeReplayed(reading.periodEnd, Date.UTC(2023, 10, 24) + (reading.periodEnd - day), {
            sensorId,
          }),
        })),
      );
      await scoreAt(day + dayMs + 3 * hourMs);
      expect(await scoresOf(sensorId, 'D1')).toMatchObject([{ sample: 'IN_SAMPLE' }]);
    });
  });

  it('tells figures, lag and models as metrics, out of sample alone', async () => {
    await parts.watchSkill();
    const text = await parts.metrics();
    expect(text).toMatch(
      /aqmrg_forecast_figure\{quantity="PM25",horizon="PT4H",model="pm25-pm-only@2023-12-31",shadow="false",days="30",figure="mae"\} [\d.]+/,
    );
    expect(text).toContain('aqmrg_forecast_models{stage="production",state="whole"} 1');
    expect(text).toMatch(/aqmrg_forecast_scoring_lag_seconds \d/);
  });

  it('warns of a model that does worse than it promised', async () => {
    const names = Array.from({ length: 48 }, (_, i) => `drift-${i}`);
    await parts.saySensors(...names.map((sensorId) => ({ sensorId })));
    const issuedAt = parts.clock.now - (parts.clock.now % hourMs) - 6 * hourMs;
    await parts.forecasts.keep(names.map((sensorId) => makeForecast({ sensorId, issuedAt })));
    await parts.write(names.map((sensorId) => makeReading(issuedAt + 4 * hourMs, { sensorId, value: 200 })));
    await scoreAt(parts.clock.now + minuteMs);
    await parts.watchSkill();
    const { data } = await parts.ask('{ forecastSkill { horizon windowDays drift { reason message } } }');
    const warned = data.forecastSkill.filter(({ drift }: { drift: object | null }) => drift !== null);
    expect(warned).toMatchObject([{ horizon: 'PT4H', windowDays: 7, drift: { reason: 'ERROR_GREW' } }]);
    expect(await parts.metrics()).toContain(
      'aqmrg_forecast_drift{quantity="PM25",horizon="PT4H",model="pm25-pm-only@2023-12-31",reason="ERROR_GREW"} 1',
    );
  });
});
