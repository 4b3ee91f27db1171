import { probabilityAtLeast } from '@aqmrg/platform/air-quality/distribution.ts';
import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { type Sample, sampleOf } from '../lifecycle/sample.ts';
import type { Signal, Threshold } from '../rule/rule.ts';

/** How probable a forecast makes it, at the hour at which it was issued; null where it is of another quantity, has no such head, or is never shown. */
export const forecastSample = (
  { quantity, head, level }: Extract<Signal, { readonly kind: 'FORECAST' }>,
  threshold: Threshold,
  forecast: ForecastIssued,
): Sample | null => {
  if (forecast.quantity !== quantity || forecast.isShadow) return null;
  const outlook = forecast.outlooks.find((one) => one.head === head);
  if (outlook === undefined) return null;
  return sampleOf(forecast.issuedAt, probabilityAtLeast(outlook.quantiles, level), threshold);
};
