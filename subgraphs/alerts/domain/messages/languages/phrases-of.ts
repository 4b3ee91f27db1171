import type { Language } from '../../notify/receiver.ts';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import type { Phrases } from './phrases.ts';
import { portuguese } from './pt.ts';
import { swahili } from './sw.ts';

const byLanguage: Readonly<Record<Language, Phrases>> = {
  en: english,
  fr: french,
  sw: swahili,
  pt: portuguese,
  ar: arabic,
};

export const phrasesOf = (language: Language): Phrases => byLanguage[language];
