import { createHash } from 'node:crypto';

/** Documents by their SHA-256, registered by clients that were answered with them before. */
export interface PersistedDocuments {
  find(hash: string): string | undefined;
  keep(hash: string, text: string): void;
}

const maxDocuments = 1_000;
const maxCharacters = 2_000_000;

export const isHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The newest by use, bounded in number and in size: a client that registers without end only pushes out others. */
export const createPersistedDocuments = (
  limits = { documents: maxDocuments, characters: maxCharacters },
): PersistedDocuments => {
  const texts = new Map<string, string>();
  let characters = 0;
  const remove = (hash: string): void => {
    characters -= texts.get(hash)?.length ?? 0;
    texts.delete(hash);
  };
  return {
    find(hash) {
      const text = texts.get(hash);
      if (text === undefined) return undefined;
      texts.delete(hash);
      texts.set(hash, text);
      return text;
    },
    keep(hash, text) {
      remove(hash);
      texts.set(hash, text);
      characters += text.length;
      while (texts.size > limits.documents || characters > limits.characters) {
        remove(texts.keys().next().value as string);
      }
    },
  };
};
