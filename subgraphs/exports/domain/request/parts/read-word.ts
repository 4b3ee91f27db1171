import { problem } from '../../problem.ts';
import { quoted, type Read, understood, wrong } from './read.ts';

type Maybe<T> = T | null | undefined;

interface Words<W extends string> {
  readonly field: string;
  readonly known: readonly W[];
}

const isOf = <W extends string>(known: readonly W[], word: string): word is W =>
  (known as readonly string[]).includes(word);

const unknownWord = ({ field, known }: Words<string>, word: string) =>
  problem(field, 'BAD_VALUE', `${quoted(word)} is none of its values`, `Send one of ${known.join(', ')}.`);

/** One of the known words; `otherwise` where none was sent. */
export const readWord = <W extends string>(words: Words<W>, sent: Maybe<string>, otherwise: W): Read<W> => {
  if (sent === null || sent === undefined) return understood(otherwise);
  return isOf(words.known, sent) ? understood(sent) : wrong(otherwise, unknownWord(words, sent));
};

/** Those of the known words that were sent, in their own order; `otherwise` where no list was. */
export const readWords = <W extends string, O>(
  words: Words<W>,
  sent: Maybe<readonly string[]>,
  otherwise: O,
): Read<readonly W[] | O> => {
  const { field, known } = words;
  if (sent === null || sent === undefined) return understood(otherwise);
  if (sent.length === 0) return wrong(otherwise, emptyList(field));
  const strange = sent.find((word) => !isOf(known, word));
  if (strange !== undefined) return wrong(otherwise, unknownWord(words, strange));
  return understood(known.filter((word) => sent.includes(word)));
};

/** An empty list says neither all nor none. */
export const emptyList = (field: string) =>
  problem(field, 'BAD_VALUE', 'The list is empty', 'Leave it out for all, or name at least one.');
