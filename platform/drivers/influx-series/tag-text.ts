/** What means nothing to line protocol, to Flux or to CSV; and to a regular expression nothing but the dot. */
const other = /[^A-Za-z0-9_.:-]/gu;
const spelled = /%([0-9a-f]*);/g;

/**
 * A text as the value of a tag: usual ids stay as they are, every other letter is spelled as `%hex;`. A tag cannot be empty, nor hold a line
 * feed, nor end with a backslash; a text can.
 */
export const toTag = (text: string): string =>
  text === '' ? '%;' : text.replace(other, (letter) => `%${letter.codePointAt(0)?.toString(16)};`);

export const fromTag = (tag: string): string =>
  tag.replace(spelled, (_, hex: string) =>
    hex === '' ? '' : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
