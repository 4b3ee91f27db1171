import type { Tell } from './tell.ts';

/** What somebody wrote, without the room around it; null where nothing is left. */
export const readWords = (
  tell: Tell,
  field: string,
  text: string | null | undefined,
  longest: number,
): string | null => {
  // the database holds neither NUL nor half a character
  const words = (text ?? '').replaceAll('\0', '').toWellFormed().trim();
  if (words.length > longest)
    tell(field, 'TOO_LONG', `It has ${words.length} characters`, `Say it in ${longest}.`);
  return words === '' ? null : words;
};
