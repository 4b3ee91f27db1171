import { countHours, type Hour, type HourSpan, meanOver } from '@aqmrg/platform/air-quality/hours.ts';
import type { AqiStandard } from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import { settle } from '@aqmrg/platform/air-quality/indices/rounding.ts';
import { daysOfYear } from '@aqmrg/platform/air-quality/local-days.ts';
import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

/** The graph's ExceedanceCount. */
export interface ExceedanceCount {
  readonly quantity: Quantity;
  /** The standard's 24-hour level, in `unit`. */
  readonly level: number;
  readonly unit: Unit;
  /** Local days whose mean was above the level. */
  readonly days: number;
  /** Local days with at least 75 % of their hours. */
  readonly validDays: number;
}

export interface Exceedances {
  readonly standard: AqiStandard;
  readonly year: number;
  readonly byQuantity: readonly ExceedanceCount[];
}

interface Level {
  readonly quantity: Quantity;
  readonly level: number;
  /** A day's mean is rounded to a multiple of this before it is compared. */
  readonly roundTo?: number;
}

/**
 * 24-hour levels in µg/m³. WHO: the air quality guidelines of 2021. US_EPA: the primary standards (40 CFR 50.18, 50.20 and 50.6);
 * daily means are rounded as Appendix N 4.3 (to 1) and Appendix K 1 (to 10) have it. EU: Directive 2008/50/EC, Annex XI,
 * which has no 24-hour level for PM2.5; from 2030 Directive (EU) 2024/2881, Annex I, table 1.
 */
const levelsOf = (standard: AqiStandard, year: number): readonly Level[] => {
  switch (standard) {
    case 'WHO':
      return [
        { quantity: 'PM25', level: 15 },
        { quantity: 'PM10', level: 45 },
      ];
    case 'US_EPA':
      return [
        { quantity: 'PM25', level: 35, roundTo: 1 },
        { quantity: 'PM10', level: 150, roundTo: 10 },
      ];
    case 'EU':
      return year < 2030
        ? [{ quantity: 'PM10', level: 50 }]
        : [
            { quantity: 'PM25', level: 25 },
            { quantity: 'PM10', level: 45 },
          ];
    default:
      return standard satisfies never;
  }
};

export interface ExceedanceQuery {
  readonly standard: AqiStandard;
  readonly year: number;
  /** IANA name; days are local to it. */
  readonly timeZone: string;
  /** Hourly means of one sensor or place: several means of one hour are averaged. */
  readonly hours: readonly Hour[];
}

/** The hours that `exceedances` looks at: those that start in [from, to). */
export const hoursOfYear = (year: number, timeZone: string): HourSpan => {
  const days = daysOfYear(year, timeZone);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError(`${year} has no days`);
  return { from: first.from, to: last.to };
};

/** Local days of a year whose PM2.5 or PM10 mean was above the standard's 24-hour level. */
export const exceedances = ({ standard, year, timeZone, hours }: ExceedanceQuery): Exceedances => {
  const days = daysOfYear(year, timeZone);
  const byQuantity = levelsOf(standard, year).map(({ quantity, level, roundTo }) => {
    const counted = countHours(hours, quantity);
    const means = days.flatMap((day) => meanOver(counted, day)?.value ?? []);
    return {
      quantity,
      level,
      unit: 'MICROGRAM_PER_CUBIC_METRE' as const,
      days: means.filter((mean) => rounded(mean, roundTo) > level).length,
      validDays: means.length,
    };
  });
  return { standard, year, byQuantity };
};

const rounded = (mean: number, to: number | undefined): number =>
  to === undefined ? settle(mean) : Math.round(settle(mean / to)) * to;
