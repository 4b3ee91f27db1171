import type { Feature, FeatureSet } from './feature-set.ts';
import { leadsOf, sameHourAges, targetOf } from './heads.ts';
import type { LocalClock, LocalTime } from './local-clock.ts';
import { agesOf, newestAge, statOf } from './statistics.ts';
import type { Head } from './types.ts';

/** What one sensor's features are computed from: series in the order of the program's names, and its clock. */
interface Sensor {
  readonly series: readonly Float64Array[];
  readonly clock: LocalClock;
}

/** Computes one value; those that it is made of are in `slots` by then. */
type Step = (sensor: Sensor, slots: Float64Array) => number;

/** The features of several heads: what they have in common is computed once. */
export interface Program {
  /** The series that it reads, by name. */
  readonly series: readonly string[];
  readonly steps: readonly Step[];
}

const timeOf = (
  part: Extract<Feature, { kind: 'clock' }>['part'],
  { hour, dayOfYear }: LocalTime,
): number => {
  const day = (2 * Math.PI * hour) / 24;
  const year = (2 * Math.PI * (dayOfYear - 1)) / 365.25;
  switch (part) {
    case 'hour':
      return hour;
    case 'hourSin':
      return Math.sin(day);
    case 'hourCos':
      return Math.cos(day);
    case 'yearSin':
      return Math.sin(year);
    case 'yearCos':
      return Math.cos(year);
    default:
      return part satisfies never;
  }
};

/** Features are asked for by name and head, and answered with the slot that they will be in. */
export interface Compiler {
  slotOf(name: string, head: Head): number;
  readonly program: Program;
}

const missing = new Float64Array(0);

/** Throws at names that the set does not have. */
export const compile = (set: FeatureSet): Compiler => {
  const series: string[] = [];
  const steps: Step[] = [];
  const slots = new Map<string, number>();

  const seriesAt = (name: string): number => {
    const known = series.indexOf(name);
    return known === -1 ? series.push(name) - 1 : known;
  };
  const slot = (key: readonly (string | number)[], make: () => Step): number => {
    const name = key.join(' ');
    const known = slots.get(name);
    if (known !== undefined) return known;
    const step = make();
    const added = steps.push(step) - 1;
    slots.set(name, added);
    return added;
  };
  const stat = (of: string, by: Extract<Feature, { kind: 'window' }>['stat'], least: number) => {
    const at = seriesAt(of);
    return (ages: Uint16Array): Step =>
      ({ series }) =>
        statOf(series[at] ?? missing, ages, by, least);
  };

  const slotOf = (name: string, head: Head): number => {
    const feature = set.get(name);
    if (feature === undefined) throw new Error(`there is no feature ${name}`);
    const { kind } = feature;
    switch (kind) {
      case 'lag': {
        const { of, hours } = feature;
        const at = seriesAt(of);
        return slot([kind, of, hours], () => (sensor) => sensor.series[at]?.[hours] ?? Number.NaN);
      }
      case 'last': {
        const { of, within } = feature;
        const at = seriesAt(of);
        return slot([kind, of, within], () => ({ series }) => {
          const x = series[at] ?? missing;
          return x[newestAge(x, within)] ?? Number.NaN;
        });
      }
      case 'age': {
        const { of, within } = feature;
        const at = seriesAt(of);
        return slot(
          [kind, of, within],
          () =>
            ({ series }) =>
              newestAge(series[at] ?? missing, within),
        );
      }
      case 'window': {
        const { of, stat: by, from, hours, least } = feature;
        return slot([kind, of, by, from, hours, least], () => stat(of, by, least)(agesOf(from, hours)));
      }
      case 'sameHour': {
        const { of, stat: by, days, least } = feature;
        const target = targetOf(head);
        // so the three days, and the windows of the same length, share one slot
        if (target.kind === 'day')
          return slot(['window', of, by, 0, 24 * days, least], () =>
            stat(of, by, least)(agesOf(0, 24 * days)),
          );
        const ages = sameHourAges(target.hours, days);
        return slot([kind, of, by, target.hours, days, least], () => stat(of, by, least)(ages));
      }
      case 'ahead': {
        const { of, stat: by, hours, least } = feature;
        const at = seriesAt(of);
        const leads = leadsOf(head, hours);
        return slot(
          [kind, of, by, head, hours, least],
          () =>
            ({ series, clock }) =>
              statOf(series[at] ?? missing, leads(clock.origin.hour), by, least),
        );
      }
      case 'difference': {
        const [a, b] = [slotOf(feature.a, head), slotOf(feature.b, head)];
        return slot([kind, a, b], () => (_, slots) => (slots[a] ?? Number.NaN) - (slots[b] ?? Number.NaN));
      }
      case 'ratio': {
        const { plus } = feature;
        const [a, b] = [slotOf(feature.a, head), slotOf(feature.b, head)];
        return slot(
          [kind, a, b, plus],
          () => (_, slots) => (slots[a] ?? Number.NaN) / ((slots[b] ?? Number.NaN) + plus),
        );
      }
      case 'clock': {
        const { part, at } = feature;
        return at === 'origin'
          ? slot(
              [kind, part, at],
              () =>
                ({ clock }) =>
                  timeOf(part, clock.origin),
            )
          : slot(
              [kind, part, head],
              () =>
                ({ clock }) =>
                  timeOf(part, clock.target[head]),
            );
      }
      default:
        return kind satisfies never;
    }
  };
  return { slotOf, program: { series, steps } };
};

/** All values of one sensor, in float64; `slots` is as long as the program has steps. */
export const runProgram = ({ steps }: Program, sensor: Sensor, slots: Float64Array): void => {
  for (const [n, step] of steps.entries()) slots[n] = step(sensor, slots);
};
