import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Episode, Resolution } from '../../lifecycle/episode.ts';
import type { Sample } from '../../lifecycle/sample.ts';
import type { LabelName, Pace, Telling } from '../rule.ts';
import { countMessages, type ToTell } from './count-messages.ts';

/** What would have been raised. */
export interface TriedAlert {
  /** Null for an area. */
  readonly sensorId: string | null;
  readonly startedAt: EpochMs;
  readonly firedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  readonly resolution: Resolution | null;
  readonly peak: number | null;
  readonly isNoData: boolean;
}

/** What a rule would have raised and sent. */
export interface DryRun {
  /** Oldest first, `mostAlerts` at most. */
  readonly alerts: readonly TriedAlert[];
  readonly alertCount: number;
  /** Of each receiver. */
  readonly messageCount: number;
  readonly sensorCount: number;
  readonly sampleCount: number;
  /** Share of the time for which something was known, 0 to 1. */
  readonly coverage: number;
}

/** Whom incidents are about: a sensor with its labels, or an area. */
export interface Subject {
  readonly sensorId: string | null;
  readonly labels: Readonly<Partial<Record<LabelName, string | null>>>;
}

export const mostAlerts = 1_000;

const isEarlier = (a: TriedAlert, b: TriedAlert): number =>
  a.startedAt - b.startedAt || ((a.sensorId ?? '') < (b.sensorId ?? '') ? -1 : 1);

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Adds up a dry run, subject by subject. */
export const openTally = (
  { from, to }: Span,
  { pace, telling }: { readonly pace: Pace; readonly telling: Telling },
) => {
  const groups = new Map<string, ToTell[]>();
  let alerts: TriedAlert[] = [];
  /** Messages about what nothing groups. */
  let alone = 0;
  let [alertCount, sampleCount, subjects, knownMs] = [0, 0, 0, 0];

  const add = (subject: Subject, episode: Episode): void => {
    const { startedAt, firedAt, resolvedAt, resolution, peak, isNoData } = episode;
    alertCount += 1;
    alerts.push({ sensorId: subject.sensorId, startedAt, firedAt, resolvedAt, resolution, peak, isNoData });
    if (alerts.length > 2 * mostAlerts) alerts = alerts.sort(isEarlier).slice(0, mostAlerts);
    const told = { firedAt, resolvedAt };
    if (telling.groupBy.length === 0) {
      alone += countMessages([told], telling, to);
      return;
    }
    const key = JSON.stringify(telling.groupBy.map((label) => subject.labels[label] ?? null));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [told]);
    else group.push(told);
  };

  return {
    /** Begins with another subject. */
    begin(subject: Subject) {
      subjects += 1;
      let knownAt: EpochMs | null = null;
      const knownUntil = (at: EpochMs): void => {
        if (knownAt !== null) knownMs += Math.min(at - knownAt, pace.noDataAfterMs);
        knownAt = null;
      };
      return {
        /** What was judged, in the order of the air; `isKnown` where it told something. */
        judged(samples: readonly Sample[], isKnown: (sample: Sample) => boolean): void {
          sampleCount += samples.length;
          for (const sample of samples) {
            if (!isKnown(sample)) continue;
            knownUntil(sample.at);
            knownAt = sample.at;
          }
        },
        raised(episodes: readonly Episode[]): void {
          for (const episode of episodes) add(subject, episode);
        },
        end: (): void => knownUntil(to),
      };
    },

    total: (sensorCount: number): DryRun => ({
      alerts: alerts.sort(isEarlier).slice(0, mostAlerts),
      ...{ alertCount, sensorCount, sampleCount },
      messageCount: [...groups.values()].reduce(
        (sum, group) => sum + countMessages(group, telling, to),
        alone,
      ),
      coverage: subjects === 0 ? 0 : Math.min(1, knownMs / (subjects * (to - from))),
    }),
  };
};
export type Tally = ReturnType<typeof openTally>;
