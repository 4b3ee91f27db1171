import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { HealthColumn } from '../health/health-series.ts';
import { quantile, sortedFinite } from '../splines/quantile.ts';
import type { Averaged } from './average-monitors.ts';
import type { DailyWish } from './daily-values.ts';
import type { Exposure, ExposureSeries } from './exposure.ts';
import { labelOf, type MeasuredBy, methodOf, uploadedMethod } from './method.ts';

/** Days that have a value, and their quantiles (type 7), null where there are none: of all values or of those that are asked about. */
export const figuresOf = (values: ArrayLike<number>): Pick<Exposure, 'days' | 'median' | 'p05' | 'p95'> => {
  const sorted = sortedFinite(values);
  const at = (p: number): number | null => (sorted.length === 0 ? null : quantile(sorted, p));
  return { days: sorted.length, median: at(0.5), p05: at(0.05), p95: at(0.95) };
};

/** What sensors measured, with what it was made of. */
export const measuredExposure = (
  { pollutant, metric }: DailyWish,
  { values, monitors, monitorsChanged }: Averaged,
  { timeZone, asked }: Pick<MeasuredBy, 'timeZone' | 'asked'>,
): ExposureSeries => ({
  values,
  column: null,
  exposure: {
    label: labelOf(pollutant, metric),
    quantity: pollutant,
    metric,
    unit: canonicalUnit(pollutant),
    monitors,
    monitorsChanged,
    method: methodOf({ metric, timeZone, asked, used: monitors.length }),
    ...figuresOf(values),
  },
});

/** A column that came with the health series. */
export const uploadedExposure = (
  { name, label, unit }: Pick<HealthColumn, 'name' | 'label' | 'unit'>,
  values: Float64Array,
): ExposureSeries => ({
  values,
  column: name,
  exposure: {
    label,
    quantity: null,
    metric: null,
    unit,
    monitors: null,
    monitorsChanged: false,
    method: uploadedMethod,
    ...figuresOf(values),
  },
});
