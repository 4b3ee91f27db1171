import type { Daily } from '../report/request.ts';
import { isMissingAt } from '../terms/labels.ts';
import type { Column } from '../terms/spec.ts';
import type { ConfounderRole, Confounders } from './definition.ts';
import { chosenDays } from './span.ts';

/** A column, and of the days asked about the share on which it is missing. */
export interface Gaps {
  readonly column: string;
  readonly share: number;
  /** Whether days count, too, on which it is missing at one of its lags alone. */
  readonly isLagged: boolean;
}

/** Beyond this, days are too much to pay for a column. */
const mostMissing = 0.2;

/** Without these, weather would pass for pollution. */
const needed: ReadonlySet<string> = new Set<ConfounderRole>(['TEMPERATURE']);

interface Place {
  readonly column: string;
  /** In days; 0 and 0 unless given. */
  readonly lags?: readonly [number, number];
}

/** How often each of these is missing, at any of its lags, on the days asked about. Lags do not reach before the first day. */
export const gapsIn = (
  places: readonly Place[],
  daily: Daily,
  months: readonly number[] | null,
): readonly Gaps[] => {
  const isChosen = chosenDays(daily, months);
  const asked = isChosen.filter(Boolean).length;
  return places.map(({ column, lags: [from, to] = [0, 0] }) => {
    const values = daily.columns[column] as Column;
    let missing = 0;
    isChosen.forEach((isAsked, day) => {
      if (!isAsked) return;
      for (let lag = from; lag <= to; lag += 1)
        if (isMissingAt(values, day - lag)) {
          missing += 1;
          return;
        }
    });
    return { column, share: missing / asked, isLagged: to > 0 };
  });
};

/**
 * Confounders that may be missing, each told by itself, are left out where that is on more than a fifth of the days asked about: rather than leave out
 * so many days, on which people died as well. It is decided by gaps alone, never by outcomes. Nothing is filled in: means and indicators of missing
 * values bias what is adjusted (Greenland & Finkle 1995, doi 10.1093/oxfordjournals.aje.a117592).
 */
export const withoutGaps = (
  confounders: Confounders,
  daily: Daily,
  months: readonly number[] | null,
): { readonly kept: Confounders; readonly leftOut: readonly Gaps[] } => {
  const there = Object.entries(confounders).filter(([, column]) => Object.hasOwn(daily.columns, column));
  const gaps = gapsIn(
    there.map(([, column]) => ({ column })),
    daily,
    months,
  );
  const leftOut = gaps.filter(({ share }, i) => share > mostMissing && !needed.has(there[i]?.[0] as string));
  const isLeftOut = (column: string): boolean => leftOut.some((one) => one.column === column);
  const kept = Object.entries(confounders).filter(([, column]) => !isLeftOut(column));
  return { kept: Object.fromEntries(kept), leftOut };
};
