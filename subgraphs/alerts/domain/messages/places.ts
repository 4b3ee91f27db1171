import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Locale, Notice } from '../notify/notice.ts';
import type { Phrases } from './languages/phrases.ts';
import { conditionWords } from './words/condition-words.ts';
import { fillCount } from './words/fill.ts';
import { plainLine } from './words/plain.ts';

/** A notice, and in whose words it is told. */
export interface Telling {
  readonly notice: Pick<Notice, 'reason' | 'incidents' | 'more' | 'names' | 'condition' | 'isReplayed'>;
  readonly locale: Locale;
  readonly phrases: Phrases;
}

const nameOf = (names: Notice['names'], id: string | null): string =>
  id === null ? '' : plainLine((Object.hasOwn(names, id) ? names[id] : undefined) ?? id, 100);

/** The name of an incident's sensor, with its site's where that is another. */
export const placeOf = ({ notice, phrases }: Telling, { labels }: Incident): string => {
  const found = [nameOf(notice.names, labels.sensorId), nameOf(notice.names, labels.siteId)];
  return [...new Set(found.filter(Boolean))].join(', ') || phrases.area;
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
export const conditionOf = ({ notice, phrases }: Telling, incident: Incident): string =>
  notice.condition === undefined ? plainLine(incident.condition) : conditionWords(phrases, notice.condition);

/** What a subject begins with, in every language: that nothing of it is happening now. */
export const markersOf = ({ reason, isReplayed }: Telling['notice']): string =>
  [isReplayed ? 'REPLAY: ' : '', reason === 'TEST' ? 'TEST: ' : ''].join('');

/** The same as a body's first lines. */
export const bannerOf = ({ notice, phrases }: Pick<Telling, 'notice' | 'phrases'>): string[] => [
  ...(notice.isReplayed ? [phrases.replayed] : []),
  ...(notice.reason === 'TEST' ? [phrases.test] : []),
];
