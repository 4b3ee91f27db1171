import { durationMs, durationWords } from '@aqmrg/platform/air-quality/duration.ts';
import type { Problem, ProblemCode } from '../../problem.ts';
import { type Layout, unplainIn } from '../../text/unplain.ts';
import type { Given } from './input.ts';

/** Notes a fault, and is what could not be read: undefined. Reading goes on, so that all faults are told at once. */
export type Tell = (field: string, code: ProblemCode, reason: string, next: string) => undefined;

export const noteIn =
  (problems: Problem[]): Tell =>
  (field, code, reason, next) => {
    problems.push({ field, code, reason, next });
    return undefined;
  };

/** Neither left out nor said to be none. */
export const isGiven = <T>(value: Given<T>): value is T => value !== null && value !== undefined;

interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

const figure = (n: number): string => n.toLocaleString('en', { maximumFractionDigits: 6 });

export const numberWithin = (
  tell: Tell,
  field: string,
  value: number,
  { lowest, highest }: Bounds,
): number | undefined =>
  value >= lowest && value <= highest
    ? value + 0 // minus zero is zero
    : tell(
        field,
        'OUT_OF_RANGE',
        `${figure(value)} is not ${figure(lowest)} to ${figure(highest)}`,
        `Give ${figure(lowest)} to ${figure(highest)}.`,
      );

export const wholeWithin = (tell: Tell, field: string, value: number, bounds: Bounds): number | undefined =>
  Number.isInteger(value)
    ? numberWithin(tell, field, value, bounds)
    : tell(field, 'OUT_OF_RANGE', `${figure(value)} is no whole number`, 'Give a whole number.');

interface Lengths {
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** ISO 8601 text → milliseconds. */
export const durationWithin = (
  tell: Tell,
  field: string,
  iso: string,
  { shortestMs, longestMs }: Lengths,
): number | undefined => {
  const ms = durationMs(iso);
  const next = `Give ${durationWords(shortestMs)} to ${durationWords(longestMs)}, such as PT3H or P1D.`;
  const shown = JSON.stringify(iso.slice(0, 40));
  if (ms === undefined || !Number.isInteger(ms))
    return tell(field, 'NOT_A_DURATION', `${shown} has no fixed length in milliseconds`, next);
  if (ms >= shortestMs && ms <= longestMs) return ms + 0;
  const than =
    ms < shortestMs ? `shorter than ${durationWords(shortestMs)}` : `longer than ${durationWords(longestMs)}`;
  return tell(field, 'NOT_A_DURATION', `${shown} is ${than}`, next);
};

/** Trimmed, in Unicode's composed form; null where nothing is left. */
export const textWithin = (
  tell: Tell,
  field: string,
  value: Given<string>,
  { longest, kind }: { readonly longest: number; readonly kind: Layout },
): string | null | undefined => {
  const text = (value ?? '').trim().replaceAll('\r\n', '\n').normalize('NFC');
  if (text === '') return null;
  if (text.length > longest)
    return tell(
      field,
      'TOO_LONG',
      `It has ${figure(text.length)} characters`,
      `Write ${figure(longest)} at most.`,
    );
  const unplain = unplainIn(text, kind);
  return unplain === undefined ? text : tell(field, 'NOT_PLAIN_TEXT', unplain.reason, unplain.next);
};
