import { findJsonFault, mostSearchedCharacters } from '@aqmrg/platform/json-fault.ts';
import { z } from 'zod';
import { healthColumnRoles } from '../domain/health/health-series.ts';
import { type JudgedUpload, mostProblems } from '../domain/health/upload.ts';
import { contentHashOf } from '../domain/health/upload-hash.ts';
import { areProblems, type Problem, problem } from '../domain/problem.ts';
import { shown } from '../domain/shown.ts';
import { readUpload, type Upload } from './read-upload.ts';

/** A series as it is sent; or the text of the JSON that says it. */
export type Sent = Upload | { readonly body: string };

/** What came of it: a series that may be kept, everything that is wrong with it, or that the body is no JSON. */
export type SentRead =
  | { readonly kind: 'read'; readonly upload: JudgedUpload; readonly contentHash: string }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }
  | { readonly kind: 'malformed'; readonly message: string };

const text = z.string();
const column = z.strictObject({
  name: text,
  role: z.enum(healthColumnRoles),
  label: text.nullish(),
  unit: text.nullish(),
});
/** `UploadHealthSeriesInput` of the graph; its rows may also be there as they are. */
const said = z.strictObject({
  name: text,
  population: text.nullish(),
  source: text.nullish(),
  timeZone: text,
  columns: z.array(column),
  dateColumn: text.nullish(),
  csv: text.nullish(),
  json: text.nullish(),
  rows: z.array(z.unknown()).nullish(),
});

/** Unknown settings are named, however long they are. */
const longestMessage = 300;

const asProblem = ({ path, message }: z.core.$ZodIssue): Problem =>
  problem(
    shown(path.join('.')) || 'the body',
    'WRONG_SETTING',
    shown(message.replaceAll('Invalid input: ', ''), longestMessage),
    'Correct it: it has the settings of UploadHealthSeriesInput.',
  );

const whereItBreaks = (body: string): string => {
  if (body.length > mostSearchedCharacters) return 'The body is no JSON: it is broken or cut off.';
  const { line, column: place } = findJsonFault(body);
  return `The body is no JSON at line ${line}, column ${place}.`;
};

const readSaid = (upload: Upload, tomorrow: string): SentRead => {
  const judged = readUpload(upload, tomorrow);
  return areProblems(judged)
    ? { kind: 'wrong', problems: judged }
    : { kind: 'read', upload: judged, contentHash: contentHashOf(judged) };
};

/** Reads, judges and hashes what is sent. `tomorrow` is the first day that has not come anywhere on Earth. */
export const readSent = (sent: Sent, tomorrow: string): SentRead => {
  if (!('body' in sent)) return readSaid(sent, tomorrow);
  let value: unknown;
  try {
    value = JSON.parse(sent.body.replace(/^\ufeff/, ''));
  } catch {
    return { kind: 'malformed', message: whereItBreaks(sent.body) };
  }
  const { data, error } = said.safeParse(value);
  return error === undefined
    ? readSaid(data, tomorrow)
    : { kind: 'wrong', problems: error.issues.slice(0, mostProblems).map(asProblem) };
};
