import type { Language } from '../../domain/notify/receiver.ts';
import type { ReceiverInput } from '../../domain/notify/receivers/read-receiver.ts';
import type { Problem } from '../../domain/problem.ts';
import type { MessageLanguage } from '../types.generated.ts';

const languages: Readonly<Record<MessageLanguage, Language>> = {
  EN: 'en',
  FR: 'fr',
  SW: 'sw',
  PT: 'pt',
  AR: 'ar',
};
const words = Object.fromEntries(
  Object.entries(languages).map(([word, language]) => [language, word]),
) as Readonly<Record<Language, MessageLanguage>>;

/** A language as the graph has it. */
export const languageWord = (language: Language): MessageLanguage => words[language];

/** What is given of a receiver, with the language as it is inside. */
export const inputOf = <T extends { readonly language?: MessageLanguage | null | undefined }>({
  language,
  ...input
}: T): Omit<T, 'language'> & Pick<ReceiverInput, 'language'> => ({
  ...input,
  language: language === null || language === undefined ? null : languages[language],
});

/** Problems as a union of the graph has them. */
export const refused = (problems: readonly Problem[]) => ({
  __typename: 'AlertProblems' as const,
  problems: [...problems],
});
