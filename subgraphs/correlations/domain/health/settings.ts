import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import { type Problem, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import type { JudgedUpload, UploadSaid } from './upload.ts';

const longestName = 200;
const longestNote = 1_000;

type Settings = Pick<JudgedUpload, 'name' | 'population' | 'source' | 'timeZone'>;

/** Line ends, and what turns the direction of a text: with these a name reads as another. */
const turning = /[\u2028-\u202e\u2066-\u2069]/;

/** What is wrong with a text that people are shown; null where it may be kept. The database refuses NUL and halves of characters. */
export const textFault = (field: string, text: string, longest: number): Problem | null => {
  if (text.length > longest)
    return problem(
      field,
      'WRONG_SETTING',
      `It has more than ${longest} characters`,
      'Say it in fewer words.',
    );
  return /\p{Cc}/u.test(text) || turning.test(text) || !text.isWellFormed()
    ? problem(
        field,
        'WRONG_SETTING',
        'It has control characters, line breaks, characters that turn the direction of a text, or halves of characters',
        'Take them out.',
      )
    : null;
};

/** Trimmed, in Unicode's composed form; null where nothing is said. */
export const plain = (text: string | null | undefined): string | null =>
  text?.trim().normalize('NFC') || null;

/** What is said of a series as a whole, and what is wrong with that. */
export const readSettings = (
  said: UploadSaid,
): { readonly settings: Settings; readonly problems: readonly Problem[] } => {
  const [name, population, source] = [plain(said.name), plain(said.population), plain(said.source)];
  const timeZone = timeZoneName(said.timeZone.trim());
  const problems = [
    name === null
      ? problem('name', 'WRONG_SETTING', 'It is empty', `Write 1 to ${longestName} characters.`)
      : textFault('name', name, longestName),
    textFault('population', population ?? '', longestNote),
    textFault('source', source ?? '', longestNote),
    timeZone === undefined
      ? problem(
          'timeZone',
          'WRONG_SETTING',
          `There is no time zone ${JSON.stringify(shown(said.timeZone))}`,
          'Write its name in the IANA database: Africa/Kampala.',
        )
      : null,
  ];
  return {
    settings: { name: name ?? '', population, source, timeZone: timeZone ?? '' },
    problems: problems.filter((one) => one !== null),
  };
};
