/** Controls and ends of lines, which part words; and what is not seen, such as marks that turn the direction of what follows, but for joiners. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu;
const unseen = /(?![\u200c\u200d])\p{Cf}/gu;

/** No longer than so many characters. */
export const shorten = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** Somebody's text as one line: without what could break out of it, and no longer than that. */
export const plainLine = (text: string, most = 200): string =>
  shorten(text.toWellFormed().replace(unseen, '').replace(breaks, ' ').replace(/\s+/g, ' ').trim(), most);

/** Somebody's text in lines of their own. */
export const plainLines = (text: string, most: number): string =>
  shorten(
    text
      .split(/\r\n?|\n/)
      .map((line) => plainLine(line, most))
      .join('\n')
      .trim(),
    most,
  );

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For the inside of an element or of a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string);
