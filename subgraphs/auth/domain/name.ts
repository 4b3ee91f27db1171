import { fault, fits, type Rule } from './checking.ts';

const longest = 100;

// Marks that turn the direction of writing make one name look like another. Joiners stay: some scripts need them.
const unseen = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** A name for people, of an account, an organisation or a key: trimmed, NFC, one line. */
export const plainName: Rule<string, string> = (text) => {
  if (text.length > longest * 4) return fault(`At most ${longest} characters.`);
  const name = text.normalize('NFC').trim();
  if (name === '') return fault('Give a name.');
  if ([...name].length > longest) return fault(`At most ${longest} characters.`);
  if (unseen.test(name)) return fault('No control characters or signs that cannot be seen.');
  return fits(name);
};
