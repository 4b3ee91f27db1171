import type { Monitor } from './exposure.ts';

export interface MonitorDays {
  readonly sensorId: string;
  readonly isLowCost: boolean;
  /** A value for each day; NaN is missing. */
  readonly values: Float64Array;
}

export interface Averaged {
  /** A value for each day; NaN where no monitor has one. */
  readonly values: Float64Array;
  /** Those that have a value of any day, in the order given. */
  readonly monitors: readonly Monitor[];
  /** Whether days were made of different sets of monitors. */
  readonly monitorsChanged: boolean;
}

const countOf = (values: Float64Array): number =>
  values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);

/** One value a day of several monitors: the mean of those that have one. All have as many days. */
export const averageMonitors = (all: readonly MonitorDays[], days: number): Averaged => {
  const values = Float64Array.from({ length: days }, (_, day) => {
    const there = all.map((one) => one.values[day] as number).filter((value) => !Number.isNaN(value));
    // of none: 0 / 0, which is NaN
    return there.reduce((sum, value) => sum + value, 0) / there.length;
  });
  const monitors = all
    .map(({ sensorId, isLowCost, values: own }) => ({ sensorId, days: countOf(own), isLowCost }))
    .filter((monitor) => monitor.days > 0);
  const daysWithValue = countOf(values);
  // a monitor that is there on some of the days alone makes the sets differ
  return { values, monitors, monitorsChanged: monitors.some((monitor) => monitor.days < daysWithValue) };
};
