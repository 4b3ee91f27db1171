import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Standings } from '../../domain/evaluation/examine.ts';
import type { ToldIncident } from '../../domain/evaluation/judgement.ts';
import { createHistory, type History } from '../../domain/signal/history/history.ts';

/** What is remembered of one sensor, so that a reading costs no query. Losable: it is read again where it is missing. */
export interface Held {
  history: History;
  /** Every reading that ends then or later is in `history`. */
  rawFrom: EpochMs;
  /** Every hour that starts then or later is. */
  hoursFrom: EpochMs;
  /** Of which that holds; null: of whatever was heard. */
  quantities: ReadonlySet<Quantity> | null;
  /** By rule, the oldest first; undefined: to be read. */
  told: Map<string, readonly ToldIncident[]> | undefined;
  readonly standings: Map<string, Standings>;
  /** The end of the newest reading that was judged. */
  readonly newest: Map<Quantity, EpochMs>;
  /** By the clock: from then on the watch may have judged this sensor's silence. Infinity: none is armed. */
  silentAt: EpochMs;
  /** The book by which it was judged. */
  bookRevision: number;
}

/** Sensors that are remembered; those heard longest ago go first. */
const mostSubjects = 20_000;

const timeZoneOf = ({ timeZone }: SensorChanged): string => timeZone ?? 'UTC';

export const emptyHistory = (sensor: SensorChanged): History =>
  createHistory({ timeZone: timeZoneOf(sensor) });

/** Lets go of incidents that ended before. */
export const forgetEnded = ({ told }: Held, before: EpochMs): void => {
  for (const [ruleId, its] of told ?? []) {
    const kept = its.filter(({ episode }) => episode.resolvedAt === null || episode.resolvedAt >= before);
    if (kept.length === 0) told?.delete(ruleId);
    else if (kept.length < its.length) told?.set(ruleId, kept);
  }
};

/** A memory of sensors that stays bounded. */
export const createMemory = () => {
  const subjects = new Map<string, Held>();

  const fresh = (sensor: SensorChanged): Held => ({
    history: emptyHistory(sensor),
    ...{ rawFrom: Number.POSITIVE_INFINITY, hoursFrom: Number.POSITIVE_INFINITY, told: undefined },
    ...{ quantities: null },
    ...{ standings: new Map(), newest: new Map(), silentAt: Number.POSITIVE_INFINITY, bookRevision: -1 },
  });

  return {
    of(sensor: SensorChanged, subject: string): Held {
      const known = subjects.get(subject);
      const held = known?.history.timeZone === timeZoneOf(sensor) ? known : fresh(sensor);
      subjects.delete(subject);
      subjects.set(subject, held);
      if (subjects.size > mostSubjects) subjects.delete(subjects.keys().next().value as string);
      return held;
    },
    /** What was told of them has to be read again. */
    distrust(ids: Iterable<string>): void {
      for (const id of ids) {
        const held = subjects.get(id);
        if (held === undefined) continue;
        held.told = undefined;
        held.standings.clear();
      }
    },
    drop(ids: Iterable<string>): void {
      for (const id of ids) subjects.delete(id);
    },
    clear: () => subjects.clear(),
  };
};
