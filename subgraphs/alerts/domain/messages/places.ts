import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Locale, Notice } from '../notify/notice.ts';
import type { Condition } from '../rule/rule.ts';
import type { Phrases } from './languages/phrases.ts';
import { conditionWords } from './words/condition-words.ts';
import { fillCount } from './words/fill.ts';
import { plainLine } from './words/plain.ts';

/** A notice, and in whose words it is told. */
export interface Telling {
  readonly notice: Pick<Notice, 'reason' | 'incidents' | 'more' | 'names' | 'conditions' | 'isReplayed'>;
  readonly locale: Locale;
  readonly phrases: Phrases;
}

/** What people call it; empty where nobody says. */
export const nameOf = ({ names }: Telling['notice'], id: string | null): string =>
  id !== null && Object.hasOwn(names, id) ? plainLine(names[id] ?? '', 100) : '';

/** The name of an incident's sensor, with its site's where that is another; their ids where nobody says what they are called. */
export const placeOf = ({ notice, phrases }: Telling, { labels: { sensorId, siteId } }: Incident): string => {
  const named = [nameOf(notice, sensorId), nameOf(notice, siteId)].filter(Boolean);
  return [...new Set(named)].join(', ') || plainLine(sensorId ?? siteId ?? '', 100) || phrases.area;
};

/** What the rule of an incident watches, where the notice says it. */
export const watchedIn = (
  { conditions = {} }: Telling['notice'],
  { labels }: Incident,
): Condition | undefined =>
  Object.hasOwn(conditions, labels.ruleId) ? conditions[labels.ruleId] : undefined;

export const isOfOneRule = ({ incidents }: Telling['notice']): boolean =>
  new Set(incidents.map(({ labels }) => labels.ruleId)).size <= 1;

const mostTitles = 3;

/** The names of its rules, the worst first. */
export const titleOf = ({ incidents }: Telling['notice']): string => {
  const titles = [...new Set(incidents.map(({ title }) => plainLine(title)))];
  const shown = titles.length > mostTitles ? [...titles.slice(0, mostTitles), '…'] : titles;
  return shown.join(', ');
};

/** Where, in few words: one place, or how many. */
export const whereOf = (telling: Telling): string => {
  const { incidents, more } = telling.notice;
  const [first] = incidents;
  if (first === undefined) return '';
  const count = incidents.length + more;
  return count === 1 ? placeOf(telling, first) : fillCount(telling.phrases, telling.phrases.places, count);
};

/** What it was held against: in the language of the receiver, where the notice says what its rule watches. */
export const conditionOf = ({ notice, phrases }: Telling, incident: Incident): string => {
  const watched = watchedIn(notice, incident);
  return watched === undefined ? plainLine(incident.condition) : conditionWords(phrases, watched);
};

/** What a subject begins with, in every language: that nothing of it is happening now. */
export const markersOf = ({ reason, isReplayed }: Telling['notice']): string =>
  [isReplayed ? 'REPLAY: ' : '', reason === 'TEST' ? 'TEST: ' : ''].join('');

/** The same as a body's first lines. */
export const bannerOf = ({ notice, phrases }: Pick<Telling, 'notice' | 'phrases'>): string[] => [
  ...(notice.isReplayed ? [phrases.replayed] : []),
  ...(notice.reason === 'TEST' ? [phrases.test] : []),
];
