import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Locale, Notice } from '../notify/notice.ts';
import { adviceFacts, type Fact, ownFacts, sharedFacts } from './facts.ts';
import type { Phrases } from './languages/phrases.ts';
import { phrasesOf } from './languages/phrases-of.ts';
import { bannerOf, isOfOneRule, markersOf, placeOf, type Telling, titleOf, whereOf } from './places.ts';
import { fill, fillCount } from './words/fill.ts';
import { plainLine, plainLines, shorten } from './words/plain.ts';

/** Where a message's links lead; null where there is none. */
export interface Links {
  readonly unsubscribe: string | null;
  readonly confirm: string | null;
  readonly alert: (incidentId: string) => string | null;
}

interface Link {
  readonly label: string;
  readonly url: string;
}

/** What a message says, before it is text or HTML. */
export interface Draft {
  readonly phrases: Phrases;
  readonly subject: string;
  /** What must be read before all else: that nothing of it is happening now. */
  readonly banner: readonly string[];
  readonly opening: string;
  readonly facts: readonly Fact[];
  /** Of the one incident, where it is one. */
  readonly figures: readonly Fact[];
  /** Places, where there are several. */
  readonly items: readonly { readonly heading: string; readonly facts: readonly Fact[] }[];
  readonly more: string | null;
  readonly advice: readonly Fact[];
  /** What to follow. */
  readonly links: readonly Link[];
  readonly closing: readonly string[];
  /** How to hear no more. */
  readonly farewell: readonly Link[];
}

/** So many incidents are listed. */
export const mostListed = 20;
/** So long a subject is at most: programs cut longer ones where they please. */
const mostOfSubject = 240;
const mostOfTitle = 200;
const mostOfOwnWords = 20_000;

const linkTo = (label: string, url: string | null): Link[] => (url === null ? [] : [{ label, url }]);

const linksIn = ({ notice, phrases }: Telling, links: Links): Link[] => {
  if (notice.reason === 'CONFIRM') return linkTo(phrases.links.confirm, links.confirm);
  const [worst] = notice.incidents;
  return worst === undefined ? [] : linkTo(phrases.links.details, links.alert(worst.id));
};

const subjectOf = (notice: Telling['notice'], words: string): string =>
  `${markersOf(notice)}${shorten(words, mostOfSubject)}`;

/** Where; of several rules' incidents what as well. */
const headingOf = (telling: Telling, incident: Incident): string => {
  const place = placeOf(telling, incident);
  return isOfOneRule(telling.notice) ? place : `${plainLine(incident.title)} – ${place}`;
};

/** What is said of its incidents. */
const partsOf = (telling: Telling): Pick<Draft, 'facts' | 'figures' | 'items' | 'more' | 'advice'> => {
  const { notice, phrases } = telling;
  const [worst] = notice.incidents;
  if (worst === undefined) return { facts: [], figures: [], items: [], more: null, advice: [] };
  const isOne = notice.incidents.length === 1;
  const listed = isOne ? [] : notice.incidents.slice(0, mostListed);
  const left = notice.more + (isOne ? 0 : notice.incidents.length - listed.length);
  return {
    facts: sharedFacts(telling, worst),
    figures: isOne ? ownFacts(telling, worst) : [],
    items: listed.map((one) => ({ heading: headingOf(telling, one), facts: ownFacts(telling, one) })),
    more: left > 0 ? fillCount(phrases, phrases.more, left) : null,
    advice: adviceFacts(telling),
  };
};

/** A notice as what is to be said of it, in the language of who is told. */
export const draftOf = (notice: Notice, locale: Locale, links: Links): Draft => {
  const phrases = phrasesOf(locale.language);
  const telling = { notice, locale, phrases };
  const [worst] = notice.incidents;
  const words = {
    title: shorten(titleOf(notice), mostOfTitle),
    severity: worst === undefined ? '' : phrases.severities[worst.labels.severity],
    where: whereOf(telling),
  };
  const isQuestion = notice.reason === 'CONFIRM';
  const opening = fill(phrases, phrases.openings[notice.reason], words);
  return {
    phrases,
    subject: subjectOf(notice, fill(phrases, phrases.subjects[notice.reason], words)),
    banner: bannerOf(telling),
    opening: isQuestion ? `${opening} ${phrases.confirm.request}` : opening,
    ...partsOf(telling),
    links: linksIn(telling, links),
    closing: isQuestion ? [phrases.confirm.ignore] : worst === undefined ? [] : [phrases.preliminary],
    farewell: isQuestion ? [] : linkTo(phrases.links.unsubscribe, links.unsubscribe),
  };
};

/** Words of somebody's own; null: ours. */
export interface OwnWords {
  readonly subject: string | null;
  readonly body: string | null;
}

/** A draft with words of somebody's own in the place of ours, between the same banner and links. */
export const withOwnWords = (draft: Draft, notice: Notice, { subject, body }: OwnWords): Draft => ({
  ...draft,
  ...(subject === null ? {} : { subject: subjectOf(notice, plainLine(subject, mostOfSubject)) }),
  ...(body === null
    ? {}
    : {
        opening: plainLines(body, mostOfOwnWords),
        ...{ facts: [], figures: [], items: [], more: null, advice: [], closing: [] },
      }),
});
