import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../incident/incident.ts';
import { phrasesOf } from '../messages/languages/phrases-of.ts';
import { bannerOf, conditionOf, markersOf, placeOf, type Telling } from '../messages/places.ts';
import { adviceOn, isOfSensor } from '../messages/words/advice.ts';
import { localTime, unitIn, worth } from '../messages/words/figures.ts';
import { fill } from '../messages/words/fill.ts';
import { plainLine, shorten } from '../messages/words/plain.ts';
import type { Language } from '../notify/receiver.ts';
import type { Severity } from '../rule/rule.ts';
import { areaOf, type CapArea } from './area.ts';
import { goodForMs, type Issue } from './chains.ts';
import type { Published } from './published.ts';

/** Names for people of sensors and sites. */
export type Named = (id: string) => string | undefined;

/** What a message says, in one language. */
export interface CapInfo {
  readonly language: string;
  readonly categories: readonly ('Env' | 'Health' | 'Infra')[];
  readonly event: string;
  readonly responseType: 'Shelter' | 'Avoid' | 'Monitor' | 'Assess' | 'AllClear';
  readonly urgency: 'Immediate' | 'Expected' | 'Future' | 'Past';
  readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor';
  readonly certainty: 'Observed' | 'Likely' | 'Possible';
  readonly effectiveAt: EpochMs;
  readonly onsetAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly area: CapArea;
}

const severities = { MINOR: 'Minor', MODERATE: 'Moderate', SEVERE: 'Severe', EXTREME: 'Extreme' } as const;
const responses: Readonly<Record<Severity, CapInfo['responseType']>> = {
  MINOR: 'Monitor',
  MODERATE: 'Monitor',
  SEVERE: 'Avoid',
  EXTREME: 'Shelter',
};

const signalOf = ({ condition }: Published) =>
  condition?.kind === 'THRESHOLD' ? condition.signal : undefined;

const urgencyOf = (published: Published): CapInfo['urgency'] => {
  if (!isOpen(published.incident)) return 'Past';
  const signal = signalOf(published);
  if (signal?.kind !== 'FORECAST') return 'Immediate';
  return signal.head === 'PT4H' ? 'Expected' : 'Future';
};

/** Readings are observed. CAP draws its line between likely and possible at a probability of a half. */
const certaintyOf = (published: Published, probability: number | null): CapInfo['certainty'] => {
  if (signalOf(published)?.kind !== 'FORECAST') return 'Observed';
  return (probability ?? published.incident.threshold ?? 0) > 0.5 ? 'Likely' : 'Possible';
};

/** As much of CAP's advice on headlines as a line takes. */
const mostOfHeadline = 160;

const tellingOf = ({ incident, condition }: Published, language: Language, named: Named): Telling => {
  const { sensorId, siteId } = incident.labels;
  const names = [sensorId, siteId].flatMap((id) => {
    const name = id === null ? undefined : named(id);
    return id === null || name === undefined ? [] : [[id, name] as const];
  });
  return {
    notice: {
      reason: isOpen(incident) ? 'FIRING' : incident.state === 'WITHDRAWN' ? 'WITHDRAWN' : 'ALL_CLEAR',
      incidents: [incident],
      ...{ more: 0, names: Object.fromEntries(names), isReplayed: incident.isReplayed },
      ...(condition === null ? {} : { conditions: { [incident.labels.ruleId]: condition } }),
    },
    locale: { language, timeZone: 'UTC' },
    phrases: phrasesOf(language),
  };
};

/** Values that a message tells: the one at its change while it goes on, the worst once it is over. */
const valueTold = ({ incident }: Published, { value }: Issue): number | null =>
  isOpen(incident) ? value : incident.peak;

const descriptionOf = (published: Published, issue: Issue, telling: Telling): string => {
  const { phrases, notice } = telling;
  const { incident } = published;
  const line = (label: string, value: string) => `${label}${phrases.colon}${value}`;
  const value = valueTold(published, issue);
  const { labels } = phrases;
  const time = (at: number) => localTime(phrases, at, 'UTC');
  return [
    ...bannerOf(telling),
    fill(phrases, phrases.openings[notice.reason], { title: plainLine(incident.title) }),
    line(labels.condition, conditionOf(telling, incident)),
    ...(value === null
      ? []
      : [
          line(
            isOpen(incident) ? labels.last : labels.peak,
            worth(phrases, value, published.condition ?? undefined),
          ),
        ]),
    line(labels.since, time(incident.startedAt)),
    ...(incident.resolvedAt === null ? [] : [line(labels.until, time(incident.resolvedAt))]),
    phrases.preliminary,
  ].join('\n');
};

const instructionOf = ({ incident, condition }: Published, language: Language): string => {
  const { labels, advice, colon } = phrasesOf(language);
  if (!isOpen(incident)) return advice.over;
  const { everyone, sensitiveGroups } = adviceOn(incident, condition ?? undefined, language);
  return `${labels.everyone}${colon}${everyone}\n${labels.sensitiveGroups}${colon}${sensitiveGroups}`;
};

const parametersOf = (published: Published, issue: Issue): CapInfo['parameters'] => {
  const { incident, condition } = published;
  const value = valueTold(published, issue);
  const all = {
    quantity: incident.labels.quantity,
    value,
    threshold: incident.threshold,
    unit: unitIn(phrasesOf('en'), condition ?? undefined) || null,
    replayed: incident.isReplayed ? 'true' : null,
  };
  return Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value: `${value}` }],
  );
};

/** What a message says, in one language. */
export const infoOf = (
  published: Published,
  issue: Issue,
  { language, named }: { readonly language: Language; readonly named: Named },
): CapInfo => {
  const { incident, condition } = published;
  const telling = tellingOf(published, language, named);
  const { phrases, notice } = telling;
  const isSensors = isOfSensor(incident, condition ?? undefined);
  const where = placeOf(telling, notice.incidents[0] ?? incident);
  const words = {
    ...{ title: plainLine(incident.title), where },
    severity: phrases.severities[incident.labels.severity],
  };
  return {
    ...{ language: phrases.tag, categories: isSensors ? ['Infra'] : ['Env', 'Health'], event: phrases.event },
    responseType: !isOpen(incident) ? 'AllClear' : isSensors ? 'Assess' : responses[incident.labels.severity],
    ...{ urgency: urgencyOf(published), severity: severities[incident.labels.severity] },
    certainty: certaintyOf(published, issue.value),
    ...{ effectiveAt: issue.sentAt, onsetAt: incident.startedAt, expiresAt: issue.sentAt + goodForMs },
    headline: `${markersOf(notice)}${shorten(fill(phrases, phrases.subjects[notice.reason], words), mostOfHeadline)}`,
    description: descriptionOf(published, issue, telling),
    instruction: instructionOf(published, language),
    parameters: parametersOf(published, issue),
    area: areaOf(published, where),
  };
};
