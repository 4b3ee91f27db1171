import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** A UTC month, or the part of it that a span leaves. */
export interface MonthPart {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** 2024 */
  readonly year: string;
  /** 2024-05 */
  readonly month: string;
}

export const monthOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 7);

const nextMonth = (at: EpochMs): EpochMs => {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
};

/** The months of [from, to), in order. */
export const monthsOf = (from: EpochMs, to: EpochMs): readonly MonthPart[] => {
  const parts: MonthPart[] = [];
  for (let at = from; at < to; at = nextMonth(at)) {
    const month = monthOf(at);
    parts.push({ from: at, to: Math.min(nextMonth(at), to), year: month.slice(0, 4), month });
  }
  return parts;
};
