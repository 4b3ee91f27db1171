import { type EpochMs, qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { Problem } from '../problem.ts';
import {
  columnSets,
  compressions,
  type ExportRequest,
  formats,
  layouts,
  splits,
  versions,
} from './export-request.ts';
import { readAverage } from './parts/read-average.ts';
import { readScope } from './parts/read-scope.ts';
import { readAsOf, readSpan } from './parts/read-span.ts';
import { readWord, readWords } from './parts/read-word.ts';
import { isPacked, whatDoesNotFit } from './parts/what-fits.ts';
import type { RequestInput } from './request-input.ts';

/** What cannot be wrong to use: FAIL is what a test has thrown out, and averages take what nobody doubts. */
const usualQuality = (isAveraged: boolean) =>
  isAveraged ? (['GOOD', 'UNKNOWN'] as const) : (['GOOD', 'UNKNOWN', 'SUSPECT'] as const);

/** What is asked for, with nothing left to guess; or everything that is wrong with it. Whether there is any of it is for others to see. */
export const readRequest = (input: RequestInput, now: EpochMs): ExportRequest | readonly Problem[] => {
  const problems: Problem[] = [];
  const taken = <T>({ value, problems: found }: { value: T; problems: readonly Problem[] }): T => {
    problems.push(...found);
    return value;
  };
  const format = taken(readWord({ field: 'format', known: formats }, input.format, 'CSV'));
  const usual = isPacked(format) ? 'NONE' : 'GZIP';
  const average = taken(readAverage(input));
  const request: ExportRequest = {
    ...taken(readScope(input)),
    quantities: taken(readWords({ field: 'quantities', known: quantities }, input.quantities, null)),
    ...taken(readSpan(input, now)),
    format,
    layout: taken(readWord({ field: 'layout', known: layouts }, input.layout, 'LONG')),
    compression: taken(readWord({ field: 'compression', known: compressions }, input.compression, usual)),
    split: taken(readWord({ field: 'split', known: splits }, input.split, 'WHOLE')),
    columns: taken(readWord({ field: 'columns', known: columnSets }, input.columns, 'STANDARD')),
    average,
    version: taken(readWord({ field: 'version', known: versions }, input.version, 'CORRECTED')),
    quality: taken(
      readWords({ field: 'quality', known: qualityFlags }, input.quality, usualQuality(average !== null)),
    ),
    asOf: taken(readAsOf(input, now)),
  };
  problems.push(...whatDoesNotFit(request));
  return problems.length === 0 ? request : problems;
};
