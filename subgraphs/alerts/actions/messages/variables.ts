import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { type Links, mostListed } from '../../domain/messages/draft.ts';
import { phrasesOf } from '../../domain/messages/languages/phrases-of.ts';
import {
  conditionOf,
  nameOf,
  placeOf,
  type Telling,
  watchedIn,
  whereOf,
} from '../../domain/messages/places.ts';
import { adviceOn } from '../../domain/messages/words/advice.ts';
import { localTime, unitIn, worth } from '../../domain/messages/words/figures.ts';
import { plainLine } from '../../domain/messages/words/plain.ts';
import type { Locale, Notice } from '../../domain/notify/notice.ts';

/** What a template can say of one incident; texts are lines, in the receiver's language and time zone. */
export interface IncidentVariables {
  /** Names; the sensor's is empty for an area. */
  readonly sensor: string;
  readonly site: string;
  readonly where: string;
  readonly severity: string;
  /** With their units. */
  readonly value: string;
  readonly peak: string;
  readonly threshold: string;
  /** As numbers, for comparisons; null where there is none. */
  readonly valueNumber: number | null;
  readonly peakNumber: number | null;
  readonly startedAt: string;
  /** Empty while it goes on. */
  readonly resolvedAt: string;
  readonly isOver: boolean;
  readonly link: string;
}

/** What a template can say: of the worst incident, and of the message. */
export interface TemplateVariables extends IncidentVariables {
  /** The rule's name. */
  readonly rule: string;
  readonly unit: string;
  readonly condition: string;
  /** FIRING, REPEATED, ESCALATED, ALL_CLEAR or WITHDRAWN. */
  readonly reason: string;
  readonly isReplayed: boolean;
  /** How many incidents there are in all, and how many of them `incidents` leaves out. */
  readonly count: number;
  readonly more: number;
  readonly at: string;
  readonly advice: string;
  readonly sensitiveAdvice: string;
  /** Each of them, the worst first. */
  readonly incidents: readonly IncidentVariables[];
}

const ofIncident = (telling: Telling, links: Links, incident: Incident): IncidentVariables => {
  const { notice, locale, phrases } = telling;
  const words = (value: number | null) =>
    value === null ? '' : worth(phrases, value, watchedIn(notice, incident));
  const time = (at: number) => localTime(phrases, at, locale.timeZone);
  const { labels, resolvedAt } = incident;
  return {
    ...{
      sensor: nameOf(notice, labels.sensorId) || plainLine(labels.sensorId ?? '', 100),
      site: nameOf(notice, labels.siteId),
    },
    ...{ where: placeOf(telling, incident), severity: phrases.severities[labels.severity] },
    ...{ value: words(incident.last), peak: words(incident.peak), threshold: words(incident.threshold) },
    ...{ valueNumber: incident.last, peakNumber: incident.peak, startedAt: time(incident.startedAt) },
    ...{ resolvedAt: resolvedAt === null ? '' : time(resolvedAt), isOver: resolvedAt !== null },
    link: links.alert(incident.id) ?? '',
  };
};

/** The variables of a notice that has incidents. */
export const variablesOf = (notice: Notice, locale: Locale, links: Links): TemplateVariables | null => {
  const { incidents } = notice;
  const [worst] = incidents;
  const listed = incidents.slice(0, mostListed);
  const count = incidents.length + notice.more;
  if (worst === undefined) return null;
  const phrases = phrasesOf(locale.language);
  const telling = { notice, locale, phrases };
  const { everyone, sensitiveGroups } = adviceOn(worst, watchedIn(notice, worst), locale.language);
  return {
    ...ofIncident(telling, links, worst),
    ...{
      rule: plainLine(worst.title),
      unit: unitIn(phrases, watchedIn(notice, worst)),
      where: whereOf(telling),
    },
    ...{ condition: conditionOf(telling, worst), reason: notice.reason, isReplayed: notice.isReplayed },
    ...{ count, more: count - listed.length },
    ...{
      at: localTime(phrases, notice.at, locale.timeZone),
      advice: everyone,
      sensitiveAdvice: sensitiveGroups,
    },
    incidents: listed.map((incident) => ofIncident(telling, links, incident)),
  };
};
