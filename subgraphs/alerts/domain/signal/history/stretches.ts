import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { firstAfter, goodMark, type Readings } from './readings.ts';

/** What readings come to that end in one hour, the end of the hour included. */
interface Stretch {
  readonly count: number;
  /** Of the good ones: each value times its period, ms. */
  readonly weighted: number;
  readonly ms: number;
  readonly firstStart: EpochMs;
  /** Marks that any of them has. */
  readonly marks: number;
}

export interface Mass {
  /** Values times the milliseconds of the window that each covers. */
  readonly weighted: number;
  readonly ms: number;
}

/**
 * Sums of windows, hour by hour: an hour that lies within one is added as a whole. An hour has the same sum whether it was kept or added up anew, and hours are added in
 * their order, so that a window comes to the same, to the last bit, however its readings came.
 */
export interface Stretches {
  /** Of the good readings that end in (from, to]. */
  massIn(from: EpochMs, to: EpochMs): Mass;
  /** How many of those that end in (from, to] have one of these marks. */
  countIn(from: EpochMs, to: EpochMs, marks: number): number;
  /** A reading that ends then has changed. */
  changed(end: EpochMs): void;
  /** Nothing is known any more of what ends until then. */
  forget(until: EpochMs): void;
}

const hourOf = (end: EpochMs): number => Math.ceil(end / hourMs);

export const createStretches = ({ starts, ends, values, marks }: Readings): Stretches => {
  const kept = new Map<number, Stretch>();

  /** The readings from a place on that end by `until`, as far as they lie behind `from`. */
  const added = (place: number, from: EpochMs, until: EpochMs): Stretch => {
    let [weighted, ms, firstStart, any, next] = [0, 0, Number.POSITIVE_INFINITY, 0, place];
    for (; next < ends.length && (ends[next] as number) <= until; next += 1) {
      const start = starts[next] as number;
      any |= marks[next] as number;
      firstStart = Math.min(firstStart, start);
      if (((marks[next] as number) & goodMark) === 0) continue;
      const covered = (ends[next] as number) - Math.max(start, from);
      weighted += (values[next] as number) * covered;
      ms += covered;
    }
    return { count: next - place, weighted, ms, firstStart, marks: any };
  };

  /** The hour that begins at a place, whole. */
  const wholeFrom = (place: number, hour: number): Stretch => {
    const known = kept.get(hour);
    if (known !== undefined) return known;
    const made = added(place, Number.NEGATIVE_INFINITY, hour * hourMs);
    kept.set(hour, made);
    return made;
  };

  /** Each hour of a window, from the first reading of it that ends in the window. */
  const each = (from: EpochMs, to: EpochMs, take: (stretch: Stretch, place: number) => void): void => {
    const last = firstAfter(ends, to);
    for (let place = firstAfter(ends, from); place < last; ) {
      const hour = hourOf(ends[place] as number);
      const isWhole = (hour - 1) * hourMs >= from && hour * hourMs <= to;
      const whole = isWhole ? wholeFrom(place, hour) : null;
      const stretch =
        whole !== null && whole.firstStart >= from ? whole : added(place, from, Math.min(hour * hourMs, to));
      take(stretch, place);
      place += stretch.count;
    }
  };

  return {
    massIn: (from, to) => {
      let [weighted, ms] = [0, 0];
      each(from, to, (stretch) => {
        weighted += stretch.weighted;
        ms += stretch.ms;
      });
      return { weighted, ms };
    },
    countIn: (from, to, wanted) => {
      let found = 0;
      each(from, to, (stretch, place) => {
        if ((stretch.marks & wanted) === 0) return;
        for (let i = place; i < place + stretch.count; i += 1)
          if (((marks[i] as number) & wanted) !== 0) found += 1;
      });
      return found;
    },
    changed: (end) => {
      kept.delete(hourOf(end));
    },
    forget: (until) => {
      for (const hour of kept.keys()) if (hour * hourMs <= until) kept.delete(hour);
    },
  };
};
