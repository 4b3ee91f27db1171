import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { unitWords } from '@aqmrg/platform/air-quality/words.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Condition } from '../../rule/rule.ts';
import type { Phrases } from '../languages/phrases.ts';
import { fill } from './fill.ts';

/** As people write the unit in which a quantity is kept. */
export const symbolOf = (quantity: Quantity): string => unitWords[canonicalUnit(quantity)];

const decimalsOf = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  return size >= 10 ? 1 : 2;
};

/** Three figures or so: more would say what no sensor knows. */
export const number = ({ formats }: Phrases, value: number): string =>
  new Intl.NumberFormat(formats, { maximumFractionDigits: decimalsOf(value) }).format(value);

export const share = ({ formats }: Phrases, value: number): string =>
  new Intl.NumberFormat(formats, { style: 'percent', maximumFractionDigits: 0 }).format(value);

/** A number and its unit, held together. */
export const amount = (phrases: Phrases, value: number, quantity: Quantity): string =>
  `${number(phrases, value)}\u00a0${symbolOf(quantity)}`;

/** A value of what a condition watches, with the unit that it has there. Without a condition the unit is not known. */
export const worth = (phrases: Phrases, value: number, condition: Condition | undefined): string => {
  const signal = condition?.kind === 'THRESHOLD' ? condition.signal : undefined;
  switch (signal?.kind) {
    case 'VALUE':
    case 'ROLLING_MEAN':
    case 'NOWCAST':
      return amount(phrases, value, signal.quantity);
    case 'RATE_OF_CHANGE':
      return fill(phrases, phrases.perHour, { unit: amount(phrases, value, signal.quantity) });
    case 'FORECAST':
      return share(phrases, value);
    case 'INDEX':
    case 'ANOMALY':
    case 'QUALITY':
    case undefined:
      return number(phrases, value);
    default:
      return signal satisfies never;
  }
};

/** The unit of what a condition watches, as people write it; empty for shares, counts, scores and what is not known. */
export const unitIn = (phrases: Phrases, condition: Condition | undefined): string => {
  const signal = condition?.kind === 'THRESHOLD' ? condition.signal : undefined;
  switch (signal?.kind) {
    case 'VALUE':
    case 'ROLLING_MEAN':
    case 'NOWCAST':
      return symbolOf(signal.quantity);
    case 'RATE_OF_CHANGE':
      return fill(phrases, phrases.perHour, { unit: symbolOf(signal.quantity) });
    default:
      return '';
  }
};

const lengths = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** In the longest unit that leaves no rest. */
export const duration = ({ formats }: Phrases, ms: number): string => {
  const [unit, length] = lengths.find(([, length]) => ms % length === 0) ?? (['minute', 60_000] as const);
  return new Intl.NumberFormat(formats, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.round(ms / length),
  );
};

const zoneOr = (timeZone: string): string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
};

/** A date and time with its offset and zone: 1 January 2026 at 03:00 GMT+03:00 (Africa/Kampala). UTC where the zone is not known. */
export const localTime = (phrases: Phrases, at: EpochMs, timeZone: string): string => {
  const zone = zoneOr(timeZone);
  const time = new Intl.DateTimeFormat(phrases.formats, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: zone, timeZoneName: 'longOffset' },
  } as Intl.DateTimeFormatOptions).format(at);
  return fill(phrases, phrases.timeInZone, { time, zone });
};
