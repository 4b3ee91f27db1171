import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const iso = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** 1973-03-03: a smaller number is taken for seconds, which is the usual mistake. */
const smallestEpochMs = 100_000_000_000;
const largestEpochMs = 8_640_000_000_000_000;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const fromText = (text: string): EpochMs | undefined => {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const day = Number(parts[3]);
  // Date.parse turns 30 February into 2 March.
  if (day > 28 && day > daysInMonth(Number(parts[1]), Number(parts[2]))) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
};

/** ISO 8601 with Z or an offset, or epoch milliseconds; undefined where it is neither, or has no offset. */
export const readInstant = (value: unknown): EpochMs | undefined => {
  if (typeof value === 'string') return fromText(value);
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value >= smallestEpochMs && value <= largestEpochMs ? value : undefined;
};
