import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { labelOf } from '../groups/labels.ts';
import type { Inhibition, Silence } from '../silence.ts';
import { matches } from './matches.ts';
import { silenceEndAt } from './silence-end.ts';

/** Why nobody is told of an incident now. */
export interface Hush {
  readonly kind: 'SILENCE' | 'INHIBITION' | 'SNOOZE';
  /** The silence, or the inhibition; null: somebody put it off. */
  readonly by: string | null;
  /** Null: until something else is over. */
  readonly until: EpochMs | null;
}

/** What an organisation wants to be quiet. */
export interface Quiet {
  readonly silences: readonly Silence[];
  readonly inhibitions: readonly Inhibition[];
  /** Those that may keep others quiet: they are open. */
  readonly openIncidents: readonly Incident[];
}

const snooze = ({ snoozedUntil }: Incident, now: EpochMs): Hush | null =>
  snoozedUntil !== null && snoozedUntil > now ? { kind: 'SNOOZE', by: null, until: snoozedUntil } : null;

/** The one that holds longest. */
const silence = (incident: Incident, silences: readonly Silence[], now: EpochMs): Hush | null =>
  silences
    .filter(({ matcher }) => matches(matcher, incident))
    .flatMap((one): Hush[] => {
      const until = silenceEndAt(one, now);
      return until === null ? [] : [{ kind: 'SILENCE', by: one.id, until }];
    })
    .reduce<Hush | null>((longest, one) => ((one.until ?? 0) > (longest?.until ?? 0) ? one : longest), null);

/**
 * As in Alertmanager: what matches source and target is not kept quiet by others of which the same is true, itself among them, or two of them would keep each
 * other quiet. What is replayed keeps nothing quiet that is real.
 */
const isInhibited = (
  incident: Incident,
  { source, target, equal }: Inhibition,
  openIncidents: readonly Incident[],
): boolean => {
  if (!matches(target, incident)) return false;
  const isBoth = matches(source, incident);
  return openIncidents.some(
    (other) =>
      other.id !== incident.id &&
      (!other.isReplayed || incident.isReplayed) &&
      matches(source, other) &&
      !(isBoth && matches(target, other)) &&
      equal.every((name) => labelOf(other, name) === labelOf(incident, name)),
  );
};

/** What keeps an open incident quiet; null where nothing does. */
export const hushOf = (
  incident: Incident,
  { silences, inhibitions, openIncidents }: Quiet,
  now: EpochMs,
): Hush | null => {
  const found = snooze(incident, now) ?? silence(incident, silences, now);
  if (found !== null) return found;
  const by = inhibitions.find((inhibition) => isInhibited(incident, inhibition, openIncidents));
  return by === undefined ? null : { kind: 'INHIBITION', by: by.id, until: null };
};
