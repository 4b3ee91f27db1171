import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { conditionOf, isOfOneRule, type Telling, watchedIn, whereOf } from './places.ts';
import { adviceOn } from './words/advice.ts';
import { localTime, worth } from './words/figures.ts';
import { fill } from './words/fill.ts';
import { plainLine } from './words/plain.ts';

/** A label and what is said of it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What is said once, of all incidents together. */
export const sharedFacts = (telling: Telling, worst: Incident): Fact[] => {
  const { labels, severities } = telling.phrases;
  return [
    { label: labels.severity, value: severities[worst.labels.severity] },
    { label: labels.where, value: whereOf(telling) },
    ...(isOfOneRule(telling.notice) ? [{ label: labels.condition, value: conditionOf(telling, worst) }] : []),
  ];
};

/** The figures of one incident: the latest while it goes on, the worst, and since when. */
export const ownFacts = (telling: Telling, incident: Incident): Fact[] => {
  const { notice, locale, phrases } = telling;
  const { labels } = phrases;
  const { resolvedAt, note } = incident;
  const time = (at: number) => localTime(phrases, at, locale.timeZone);
  const measured = (label: string, value: number | null, at: number): Fact[] => {
    if (value === null) return [];
    const words = { value: worth(phrases, value, watchedIn(notice, incident)), time: time(at) };
    return [{ label, value: fill(phrases, phrases.valueAt, words) }];
  };
  return [
    ...(isOfOneRule(notice) ? [] : [{ label: labels.condition, value: conditionOf(telling, incident) }]),
    ...(resolvedAt === null ? measured(labels.last, incident.last, incident.lastAt) : []),
    ...measured(labels.peak, incident.peak, incident.peakAt),
    { label: labels.since, value: time(incident.startedAt) },
    ...(resolvedAt === null ? [] : [{ label: labels.until, value: time(resolvedAt) }]),
    ...(note === null ? [] : [{ label: labels.note, value: plainLine(note, 500) }]),
  ];
};

/** What to do; nothing more, where it is over or never was. */
export const adviceFacts = ({ notice, locale, phrases }: Telling): Fact[] => {
  const [worst] = notice.incidents;
  if (worst === undefined) return [];
  const { labels, advice } = phrases;
  if (notice.reason === 'ALL_CLEAR' || notice.reason === 'WITHDRAWN')
    return [{ label: labels.everyone, value: advice.over }];
  const { everyone, sensitiveGroups } = adviceOn(worst, watchedIn(notice, worst), locale.language);
  return [
    { label: labels.everyone, value: everyone },
    { label: labels.sensitiveGroups, value: sensitiveGroups },
  ];
};
