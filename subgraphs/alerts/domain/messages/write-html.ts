import type { Draft } from './draft.ts';
import type { Fact } from './facts.ts';
import type { Phrases } from './languages/phrases.ts';
import { escapeHtml } from './words/plain.ts';

/** Mail programs know nothing but styles of elements. */
const styles = {
  body: 'margin:0;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#fff',
  banner: 'margin:0 0 16px;padding:12px;border:2px solid #8a4b00;background:#fff4e0;font-weight:bold',
  small: 'color:#595959;font-size:14px',
} as const;

const element = (name: string, inner: string, style?: string): string =>
  `<${name}${style === undefined ? '' : ` style="${style}"`}>${inner}</${name}>`;
const words = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');
const paragraph = (text: string, style?: string): string => element('p', words(text), style);

/** `bdi`: names of another direction stay by themselves. */
const factsIn =
  ({ colon }: Phrases) =>
  (all: readonly Fact[]): string => {
    const inner = all.map(({ label, value }) =>
      element(
        'p',
        `<strong>${words(`${label}${colon}`)}</strong><bdi>${words(value)}</bdi>`,
        'margin:0 0 4px',
      ),
    );
    return inner.length === 0 ? '' : element('div', inner.join(''), 'margin:0 0 16px');
  };

const link = ({ label, url }: Draft['links'][number], style?: string): string =>
  element('p', `<a href="${escapeHtml(url)}">${words(label)}</a>`, style);

/** A whole page in the direction of its language, with nothing that is loaded or run. */
export const htmlOf = (draft: Draft): string => {
  const { tag, direction } = draft.phrases;
  const facts = factsIn(draft.phrases);
  const parts = [
    ...draft.banner.map((text) => paragraph(text, styles.banner)),
    paragraph(draft.opening),
    facts([...draft.facts, ...draft.figures]),
    ...draft.items.map((item) => element('h3', `<bdi>${words(item.heading)}</bdi>`) + facts(item.facts)),
    draft.more === null ? '' : paragraph(draft.more),
    facts(draft.advice),
    ...draft.links.map((one) => link(one)),
    ...draft.closing.map((text) => paragraph(text, styles.small)),
    ...draft.farewell.map((one) => link(one, styles.small)),
  ];
  return [
    `<!doctype html><html lang="${tag}" dir="${direction}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(draft.subject)}</title></head>`,
    `<body dir="${direction}" style="${styles.body}">${parts.join('')}</body></html>`,
  ].join('');
};
