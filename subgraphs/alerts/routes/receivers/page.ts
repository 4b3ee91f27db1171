import { hash } from 'node:crypto';
import type { PagePhrases } from '../../domain/messages/languages/phrases.ts';
import { phrasesOf } from '../../domain/messages/languages/phrases-of.ts';
import { escapeHtml } from '../../domain/messages/words/plain.ts';
import { type Language, languages } from '../../domain/notify/receiver.ts';

const style =
  'body{font-family:sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;line-height:1.5;color:#1a1a1a;background:#fff}button{font:inherit;padding:.75rem 1.25rem;cursor:pointer}';

/** Nothing is loaded or run; the one form leads back here. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly words: string;
  /** What the page's form says; null: it has none. */
  readonly button: string | null;
}

/** A page with one button at most, which posts to where the page is. */
export const pageOf = ({ language, title, words, button }: Page): string => {
  const { tag, direction } = phrasesOf(language);
  const form =
    button === null ? '' : `<form method="post"><button type="submit">${escapeHtml(button)}</button></form>`;
  return [
    `<!doctype html><html lang="${tag}" dir="${direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head>`,
    `<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p>${form}</body></html>`,
  ].join('');
};

export type PageName = 'confirm' | 'unsubscribe';
export const phrasesOfPage = (name: PageName, language: Language): PagePhrases =>
  phrasesOf(language).pages[name];

const wishIn = (part: string): { readonly tag: string; readonly weight: number } => {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const weight = parameters.map((one) => /^\s*q=([\d.]{1,5})\s*$/.exec(one)?.[1]).find(Boolean);
  return { tag: tag.trim().split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
};

/** The language of ours that a browser likes best; English where there is none. */
export const languageFor = (acceptLanguage: string | undefined): Language => {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map(wishIn)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) {
    const known = languages.find((language) => language === tag);
    if (known !== undefined) return known;
  }
  return 'en';
};
