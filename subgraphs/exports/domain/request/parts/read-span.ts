import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Problem, problem } from '../../problem.ts';
import type { RequestInput } from '../request-input.ts';
import type { Read } from './read.ts';

const dayMs = 86_400_000;
const mostYears = 50;
const longestMs = mostYears * 366 * dayMs;
/** Nobody measured before; an instant this early is a year with two digits. */
const earliest = Date.UTC(1900, 0, 1);

export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const problemsOf = ({ from, to }: Span, now: EpochMs): readonly Problem[] => {
  const strange = (['from', 'to'] as const).filter((field) => !Number.isSafeInteger({ from, to }[field]));
  if (strange.length > 0)
    return strange.map((field) =>
      problem(field, 'BAD_VALUE', 'It is no instant', 'Send ISO 8601 in UTC, such as 2024-05-01T00:00:00Z.'),
    );
  if (from >= to)
    return [
      problem('to', 'BAD_VALUE', 'It does not lie after from', 'Send an instant that is later than from.'),
    ];
  return [
    ...(from < earliest
      ? [problem('from', 'BAD_VALUE', 'It lies before 1900', 'Send the year with its four digits.')]
      : []),
    ...(from > now + dayMs
      ? [
          problem(
            'from',
            'BAD_VALUE',
            'It lies ahead: nothing is measured yet',
            'Send an instant that is over.',
          ),
        ]
      : []),
    ...(to - from > longestMs
      ? [
          problem(
            'to',
            'TOO_MUCH',
            `It lies more than ${mostYears} years after from`,
            'Ask for a shorter span, or for several exports.',
          ),
        ]
      : []),
  ];
};

/** From when until when. The end may lie ahead: what there is until then is what there is. */
export const readSpan = ({ from, to }: RequestInput, now: EpochMs): Read<Span> => ({
  value: { from, to },
  problems: problemsOf({ from, to }, now),
});

/** Since when what is known counts; averages are always of now. */
export const readAsOf = ({ asOf, average }: RequestInput, now: EpochMs): Read<EpochMs> => {
  if (asOf === null || asOf === undefined) return { value: now, problems: [] };
  const isOver = Number.isSafeInteger(asOf) && asOf >= earliest && asOf <= now;
  const problems = [
    ...(isOver
      ? []
      : [
          problem('asOf', 'BAD_VALUE', 'It is no instant that is over', 'Send one, or leave it out for now.'),
        ]),
    ...(average
      ? [
          problem(
            'asOf',
            'DOES_NOT_FIT',
            'Averages are of what is known now',
            'Leave out asOf, or export single readings.',
          ),
        ]
      : []),
  ];
  return { value: problems.length === 0 ? asOf : now, problems };
};
