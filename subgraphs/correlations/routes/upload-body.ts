import { isUtf8 } from 'node:buffer';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { findJsonFault, mostSearchedCharacters } from '@aqmrg/platform/json-fault.ts';
import { z } from 'zod';
import type { Upload } from '../actions/read-upload.ts';
import { healthColumnRoles } from '../domain/health/health-series.ts';
import { mostProblems } from '../domain/health/upload.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { shown } from '../domain/shown.ts';

const text = z.string();
const column = z.strictObject({
  name: text,
  role: z.enum(healthColumnRoles),
  label: text.nullish(),
  unit: text.nullish(),
});
/** `UploadHealthSeriesInput` of the graph; its rows may also be there as they are. */
const upload = z.strictObject({
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

const malformed = (message: string): AirError => new AirError('MALFORMED_BODY', message);

/** The text of a body; throws MALFORMED_BODY where it is not UTF-8. */
export const textOf = (body: Buffer): string => {
  if (!isUtf8(body)) throw malformed('The body is not UTF-8.');
  return body.toString('utf8');
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body.replace(/^\ufeff/, ''));
  } catch {
    if (body.length > mostSearchedCharacters)
      throw malformed('The body is no JSON: it is broken or cut off.');
    const { line, column: place } = findJsonFault(body);
    throw malformed(`The body is no JSON at line ${line}, column ${place}.`);
  }
};

/** An upload from a body of JSON, or what in it is of another shape. Throws MALFORMED_BODY where it is no JSON. */
export const uploadOfJson = (body: Buffer): Upload | readonly Problem[] => {
  const { data, error } = upload.safeParse(parsed(textOf(body)));
  return error === undefined
    ? data
    : error.issues
        .slice(0, mostProblems)
        .map(({ path, message }) =>
          problem(
            shown(path.join('.')) || 'the body',
            'WRONG_SETTING',
            shown(message.replaceAll('Invalid input: ', ''), longestMessage),
            'Correct it: it has the settings of UploadHealthSeriesInput.',
          ),
        );
};
