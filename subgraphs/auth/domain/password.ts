import { fault, fits, type Verdict } from './checking.ts';
import { commonWords, runs } from './common-passwords.ts';

const shortest = 12;
const longest = 256;
/** No form of 256 characters that NFKC makes one of is longer; beyond this nothing is even folded. */
const mostUnits = 4_096;

/**
 * A password as it is hashed: NFKC, so that it is the same on every keyboard, and never cut. Undefined for what nobody can have set. What it has in
 * characters is checked when it is set, not here: a rule that grows stricter shuts nobody out.
 */
export const foldedPassword = (text: string): string | undefined =>
  text.length > mostUnits ? undefined : text.normalize('NFKC');

/** Whose password it is to be. */
export interface Owner {
  readonly email: string;
  readonly name: string;
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');
/** Years and signs that are hung on are no letters in disguise. */
const bare = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
const unleet = (text: string): string => text.replace(/[01345@$!7]/g, (sign) => leet[sign] ?? sign);

const isCommon = (letters: string): boolean => {
  if (commonWords.has(letters)) return true;
  for (let cut = 2; cut < letters.length - 1; cut += 1) {
    if (commonWords.has(letters.slice(0, cut)) && commonWords.has(letters.slice(cut))) return true;
  }
  return false;
};

const allRuns = runs.flatMap((run) => [run, [...run].reverse().join('')]);

/** The longest start of `text` that is a stretch of a run or one sign again and again. */
const runAtStart = (text: string): number => {
  let length = 1;
  while (text[length] === text[0]) length += 1;
  for (const run of allRuns) {
    for (let at = run.indexOf(text[0] as string); at >= 0; at = run.indexOf(text[0] as string, at + 1)) {
      let same = 1;
      while (same < text.length && run[at + same] === text[same]) same += 1;
      length = Math.max(length, same);
    }
  }
  return length;
};

/** Signs that had to be thought of: a run of three or more counts as one. */
const thoughtOf = (text: string): number => {
  let [count, at] = [0, 0];
  while (at < text.length) {
    const run = runAtStart(text.slice(at));
    count += 1;
    at += run >= 3 ? run : 1;
  }
  return count;
};

/** `abcabcabcabc` is three signs long. */
const isRepeated = (text: string): boolean => (text + text).indexOf(text, 1) < text.length;

/** Words of four letters or more of a name or an address, but for its last label: `info` is in many words. */
const wordsOf = ({ email, name }: Owner): readonly string[] =>
  `${email.slice(0, email.lastIndexOf('.'))} ${name}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => [...word].length >= 4);

const fewest = 6;

/** A new password, as it is to be hashed, or why it would be guessed. */
export const newPassword = (text: string, owner: Owner): Verdict<string> => {
  const tooLong = fault(`At most ${longest} characters.`);
  const password = foldedPassword(text);
  if (password === undefined) return tooLong;
  const length = [...password].length;
  if (length > longest) return tooLong;
  if (length < shortest) return fault(`At least ${shortest} characters: a few words are good.`);
  if (/[\p{Cc}\p{Cs}]/u.test(password)) return fault('No control characters.');
  const lower = password.toLowerCase();
  const own = wordsOf(owner).find((word) => lower.includes(word));
  if (own !== undefined) return fault('Leave out your name and your e-mail address.');
  if (new Set(lower).size < fewest || isRepeated(lower) || thoughtOf(lower) < fewest) {
    return fault('That is a pattern, and patterns are tried first. Take a few words.');
  }
  const readings = [lower, unleet(lower), unleet(bare(lower))];
  if (readings.map(lettersOf).some(isCommon)) {
    return fault('That is known from leaks. Take a few words that do not belong together.');
  }
  return fits(password);
};
