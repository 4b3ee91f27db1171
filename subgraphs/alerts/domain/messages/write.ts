import type { Message } from '../notify/notice.ts';
import type { Draft } from './draft.ts';
import type { Fact } from './facts.ts';
import type { Phrases } from './languages/phrases.ts';
import { shorten } from './words/plain.ts';
import { htmlOf } from './write-html.ts';

const block = (...lines: readonly string[]): string => lines.join('\n');
const lineIn =
  ({ colon }: Phrases) =>
  ({ label, value }: Fact): string =>
    `${label}${colon}${value}`;

const textOf = (draft: Draft): string => {
  const line = lineIn(draft.phrases);
  const links = (all: Draft['links']) => block(...all.map(({ label, url }) => line({ label, value: url })));
  return [
    block(...draft.banner),
    draft.opening,
    block(...[...draft.facts, ...draft.figures].map(line)),
    ...draft.items.map(({ heading, facts }) =>
      block(`• ${heading}`, ...facts.map((fact) => `  ${line(fact)}`)),
    ),
    draft.more ?? '',
    block(...draft.advice.map(line)),
    links(draft.links),
    block(...draft.closing),
    links(draft.farewell),
  ]
    .filter(Boolean)
    .join('\n\n');
};

const mostOfShort = 900;

/** The subject, and below it the banner, the first figure, what to do and where to read on: for those who read on the way. */
const shortOf = (draft: Draft): string => {
  const line = lineIn(draft.phrases);
  const [figure] = draft.figures;
  const [advice] = draft.advice;
  const said = figure === undefined ? [draft.opening] : [line(figure)];
  const below = [...draft.banner, ...said, ...(advice === undefined ? [] : [line(advice)])];
  const [link] = draft.links;
  return block(
    shorten(block(draft.subject, ...below), mostOfShort),
    ...(link === undefined ? [] : [line({ label: link.label, value: link.url })]),
  );
};

/** A draft as text, as HTML and as a line or two. */
export const messageOf = (draft: Draft): Message => ({
  subject: draft.subject,
  text: textOf(draft),
  html: htmlOf(draft),
  short: shortOf(draft),
});
