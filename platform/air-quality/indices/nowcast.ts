import { truncate } from './rounding.ts';

/** Hours that the NowCast looks at. */
export const nowcastHours = 12;

/** Decimals that are kept: PM2.5 to 0.1 µg/m³, PM10 to 1 µg/m³. */
const decimals = { PM25: 1, PM10: 0 } as const;

/**
 * PM NowCast in µg/m³: EPA's weighted mean of twelve hours, which leans on the newest ones when the air changes.
 *
 * `newestFirst` holds twelve hourly means, null where an hour does not count. w = max(1 − (max − min)/max, 0.5), NowCast =
 * Σ wⁱcᵢ / Σ wⁱ with i = hours ago from 0. Null unless two of the newest three hours count. Inputs are not truncated, the
 * result is. Negative hours take part; a negative result is 0, as AirNow reports it (RawConcentration −3.2, Value 0.0).
 * Source: EPA, "The NowCast for PM2.5 and PM10", forum.airnowtech.org/t/172; EPA-454/B-24-002, "NowCast".
 */
export const pmNowcast = (
  quantity: keyof typeof decimals,
  newestFirst: readonly (number | null)[],
): number | null => {
  const exact = exactPmNowcast(newestFirst);
  return exact === null ? null : truncate(Math.max(0, exact), decimals[quantity]);
};

/** The NowCast before truncation and before the clamp at 0. */
export const exactPmNowcast = (newestFirst: readonly (number | null)[]): number | null => {
  const hours = newestFirst.slice(0, nowcastHours);
  const counted = hours.filter((value) => value !== null);
  if (hours.slice(0, 3).filter((value) => value !== null).length < 2) return null;
  const weight = weightFactor(Math.max(...counted), Math.min(...counted));
  let weighted = 0;
  let weights = 0;
  hours.forEach((value, hoursAgo) => {
    if (value === null) return;
    weighted += weight ** hoursAgo * value;
    weights += weight ** hoursAgo;
  });
  return weighted / weights;
};

/** 1 in steady air down to 0.5; without a positive hour there is no scaled rate of change, and all hours weigh the same. */
const weightFactor = (max: number, min: number): number =>
  max <= 0 ? 1 : Math.max(1 - (max - min) / max, 0.5);
