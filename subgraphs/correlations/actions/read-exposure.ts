import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { averageMonitors } from '../domain/exposure/average-monitors.ts';
import { measuredExposure } from '../domain/exposure/describe.ts';
import type { ExposureSeries, ExposureWish } from '../domain/exposure/exposure.ts';
import { labelOf } from '../domain/exposure/method.ts';
import { noExposure } from '../domain/exposure/no-exposure.ts';
import { isPollutant, pollutants } from '../domain/exposure/pollutants.ts';
import type { HealthSeries } from '../domain/health/health-series.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { shown } from '../domain/shown.ts';
import { findMonitors, type Known } from './exposures/find-monitors.ts';
import { readDays } from './exposures/read-days.ts';

type Measured = Extract<ExposureWish, { kind: 'measured' }>;

interface Ground {
  readonly reader: Pick<SeriesReader, 'hourly' | 'replayed'>;
  readonly directory: Known;
}

const notAPollutant = (quantity: string): Problem =>
  problem(
    'quantity',
    'WRONG_SETTING',
    `${quantity} is no pollutant: models are adjusted for the weather.`,
    `Take one of ${pollutants.join(', ')}.`,
  );

const replayedData = (
  from: Measured['from'],
  replays: readonly string[],
  monitors: readonly SensorChanged[],
): Problem => {
  const names = monitors
    .filter(({ sensorId }) => replays.includes(sensorId))
    .map(({ sensorId, name }) => `${shown(sensorId)} (${shown(name)})`);
  const field =
    'siteId' in from ? 'siteId' : `sensorIds.${from.sensorIds.findIndex((id) => replays.includes(id))}`;
  const instead = 'siteId' in from ? 'Name other sensors by `sensorIds`' : 'Leave these sensors out';
  return problem(
    field,
    'REPLAYED_DATA',
    `Readings on these days were recorded at another time and are replayed, those of ${names.join(', ')}: what people breathed on these days was another air.`,
    `${instead}, or ask about days without replayed readings.`,
  );
};

/** Exposures by the day of a health series. Paths in problems are those of the exposure's own input: `siteId`, `sensorIds.3`. */
export const createExposureReader = ({ reader, directory }: Ground) => ({
  /**
   * A value for each day of the series. Rejects with the signal's reason when it aborts, and where the store fails. To ask about part of a
   * series, give its part: replays and changes of monitors on other days do not count then.
   */
  measure: async (
    { quantity, metric, from }: Measured,
    series: Pick<HealthSeries, 'timeZone' | 'firstDay' | 'days'>,
    signal: AbortSignal,
  ): Promise<ExposureSeries | Problem> => {
    if (!isPollutant(quantity)) return notAPollutant(quantity);
    const monitors = await findMonitors(directory, from, quantity);
    if (isProblem(monitors)) return monitors;
    const { timeZone, firstDay, days } = series;
    const wish = { pollutant: quantity, metric };
    const sensorIds = monitors.map(({ sensorId }) => sensorId);
    const read = await readDays(reader, { timeZone, firstDay, days, sensorIds, wish }, signal);
    if (read.kind === 'replayed') return replayedData(from, read.sensorIds, monitors);
    const averaged = averageMonitors(
      monitors.map(({ sensorId, kind }, n) => ({
        sensorId,
        isLowCost: kind === 'LOW_COST',
        values: read.values[n] as Float64Array,
      })),
      days,
    );
    if (averaged.monitors.length > 0)
      return measuredExposure(wish, averaged, { timeZone, asked: monitors.length });
    return noExposure(
      'siteId' in from ? 'siteId' : 'sensorIds',
      labelOf(quantity, metric),
      series,
      'Take sensors that measured then, on three quarters of the hours of a day. Readings over more than an hour make no hours.',
    );
  },
});

export type ExposureReader = ReturnType<typeof createExposureReader>;
