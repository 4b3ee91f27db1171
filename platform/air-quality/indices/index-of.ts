import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { ppbToUgM3 } from '../gases.ts';
import {
  countHours,
  eightHoursEndingIn,
  type Hour,
  type HourSpan,
  highestEightHours,
  hourMs,
  meanOver,
} from '../hours.ts';
import { type LocalDay, lastFinishedDay, localDateOf } from '../local-days.ts';
import {
  type AqiBasis,
  type AqiStandard,
  type Candidate,
  type Index,
  makeCandidate,
  type Unavailable,
  worstOf,
} from './air-quality-index.ts';
import { type EuQuantity, euBand, euCategory, euQuantities } from './eu.ts';
import { lastWholeHour, newestWithinHours } from './newest-hour.ts';
import { usEpaDay } from './us-epa-day.ts';
import { usEpaNow } from './us-epa-now.ts';
import {
  timesGuideline,
  type WhoQuantity,
  whoCategory,
  whoQuantities,
  whoTarget,
  whoTargets,
} from './who.ts';

export interface IndexSpan {
  readonly standard: AqiStandard;
  readonly basis: AqiBasis;
  /** The instant that the question is about; hours that end after it are not looked at. */
  readonly at: EpochMs;
  /** IANA name; days and the date of the table in force are local to it. RangeError where IANA does not know it. */
  readonly timeZone: string;
}

export interface IndexQuery extends IndexSpan {
  /** Hourly means of one sensor or place in canonical units, in any order; more than hoursNeeded asks does no harm. */
  readonly hours: readonly Hour[];
}

/**
 * The hours that computeIndex looks at: those that start in [from, to). Empty where the standard has no such index.
 */
export const hoursNeeded = ({ standard, basis, at, timeZone }: IndexSpan): HourSpan => {
  const end = lastWholeHour(at);
  if (noSuchIndex(standard, basis) !== null) return { from: end, to: end };
  if (basis === 'DAILY') {
    const day = lastFinishedDay(at, timeZone);
    return { from: day.from - 7 * hourMs, to: Math.min(end, day.to + 7 * hourMs) };
  }
  return { from: end - (standard === 'EU' ? newestWithinHours : 24) * hourMs, to: end };
};

/**
 * The index of a standard at an instant, from hourly means, or why there is none. CURRENT ends at the last whole hour;
 * DAILY is of the newest local day that is over. An hour counts when readings cover 75 % of it.
 *
 * US_EPA CURRENT: PM NowCast 12 h, O3 and CO 8 h, NO2 and SO2 1 h; DAILY: see us-epa-day.ts. EU CURRENT: the worst band of
 * the newest hour. WHO DAILY: the strictest target that every quantity of the day meets; its index is null.
 */
export const computeIndex = (query: IndexQuery): Index | Unavailable => {
  const { standard, basis } = query;
  const unavailable = noSuchIndex(standard, basis);
  if (unavailable !== null) return { unavailable };
  const found = candidates(query).filter((candidate) => candidate !== null);
  return worstOf(standard, basis, found) ?? { unavailable: tooLittle(query) };
};

const candidates = (query: IndexQuery): readonly (Candidate | null)[] => {
  const { standard, basis, at, timeZone } = query;
  const end = lastWholeHour(at);
  const hours = query.hours.filter((hour) => hour.hourStart + hourMs <= end);
  if (standard === 'EU') return euHour(hours, end);
  if (basis === 'CURRENT') return usEpaNow(hours, end, localDateOf(end - hourMs, timeZone));
  const day = lastFinishedDay(at, timeZone);
  return standard === 'WHO' ? whoDay(hours, day) : usEpaDay(hours, day, timeZone);
};

const noSuchIndex = (standard: AqiStandard, basis: AqiBasis): string | null => {
  if (standard === 'EU' && basis === 'DAILY')
    return 'The European Air Quality Index is defined by the hour: ask for CURRENT.';
  if (standard === 'WHO' && basis === 'CURRENT')
    return 'The WHO guidelines that are judged here are for days: ask for DAILY.';
  return null;
};

const tooLittle = ({ standard, basis, at, timeZone }: IndexQuery): string => {
  if (basis === 'DAILY')
    return `No quantity has readings for 75 % of ${lastFinishedDay(at, timeZone).date}, the last local day that is over.`;
  const until = new Date(lastWholeHour(at)).toISOString();
  return standard === 'EU'
    ? `No quantity of the index has an hour with readings for 75 % of it in the ${newestWithinHours} hours before ${until}.`
    : `Too few hours with readings before ${until}: particles need two of the last three, O3 and CO six of the last eight, NO2 and SO2 one of the last three.`;
};

/** EU and WHO give gases in µg/m³ at 20 °C (Directive 2008/50/EC, Annex VI C). */
const europeanCelsius = 20;

const ugM3Of = (quantity: EuQuantity, canonical: number): number =>
  quantity === 'PM25' || quantity === 'PM10' ? canonical : ppbToUgM3(quantity, canonical, europeanCelsius);

/**
 * All quantities of one hour: the newest that counts for any, of the last three. (The EEA's own map shows the hour three
 * hours ago.)
 */
const euHour = (hours: readonly Hour[], end: EpochMs): Candidate[] => {
  const counted = euQuantities.map((quantity) => ({ quantity, means: countHours(hours, quantity) }));
  for (let from = end - hourMs; from >= end - newestWithinHours * hourMs; from -= hourMs) {
    const found = counted.flatMap(({ quantity, means }) => {
      const mean = means.get(from);
      if (mean === undefined) return [];
      const concentration = ugM3Of(quantity, mean);
      const band = euBand(quantity, concentration);
      return makeCandidate(
        { quantity, index: band, concentration, unit: 'MICROGRAM_PER_CUBIC_METRE', averaging: 'MEAN_1H' },
        { value: concentration, coverage: 1 },
        euCategory(band),
        { from, to: from + hourMs },
      );
    });
    if (found.length > 0) return found;
  }
  return [];
};

/** The day's 24 h means; O3 the highest 8 h mean of the windows that end in the day (Directive 2008/50/EC, Annex VII A). */
const whoDay = (hours: readonly Hour[], day: LocalDay): (Candidate | null)[] =>
  whoQuantities.map((quantity) => {
    const counted = countHours(hours, quantity);
    const average =
      quantity === 'O3' ? highestEightHours(counted, eightHoursEndingIn(day)) : meanOver(counted, day);
    if (average === null) return null;
    const concentration = whoConcentration(quantity, average.value);
    const target = whoTarget(quantity, concentration);
    // Targets first: quantities that meet the same one are ordered by how far they are above their guidelines.
    const times = timesGuideline(quantity, concentration);
    const severity = whoTargets.indexOf(target) + Math.max(0, times) / (1 + Math.max(0, times));
    return makeCandidate(
      {
        quantity,
        index: null,
        concentration,
        unit: quantity === 'CO' ? 'MILLIGRAM_PER_CUBIC_METRE' : 'MICROGRAM_PER_CUBIC_METRE',
        averaging: quantity === 'O3' ? 'MAX_8H' : 'MEAN_24H',
      },
      average,
      whoCategory(target),
      day,
      severity,
    );
  });

/** CO is stored in ppm and judged in mg/m³: a thousandth both times. */
const whoConcentration = (quantity: WhoQuantity, canonical: number): number =>
  quantity === 'CO' ? ppbToUgM3('CO', canonical, europeanCelsius) : ugM3Of(quantity, canonical);
