import { everyHint, readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { Aggregate } from '@aqmrg/platform/ports/series.ts';
import { type Problem, problem } from '../../problem.ts';
import { type Averaging, aggregates } from '../export-request.ts';
import type { AverageInput, RequestInput } from '../request-input.ts';
import { quoted, type Read, understood } from './read.ts';

const isAggregate = (word: string): word is Aggregate => (aggregates as readonly string[]).includes(word);

const everyProblems = (every: string): readonly Problem[] => {
  const read = readEvery(every);
  if (!('wrong' in read)) return [];
  const next = `${everyHint.charAt(0).toUpperCase()}${everyHint.slice(1)}`;
  return [problem('average.every', 'BAD_VALUE', `${quoted(every)} ${read.wrong}`, next)];
};

const aggregateProblems = (asked: readonly string[]): readonly Problem[] => {
  const field = 'average.aggregates';
  const oneOf = `Send each of ${aggregates.join(', ')} once at most.`;
  if (asked.length === 0) return [problem(field, 'BAD_VALUE', 'The list is empty', oneOf)];
  const strange = asked.find((word) => !isAggregate(word));
  if (strange !== undefined)
    return [problem(field, 'BAD_VALUE', `${quoted(strange)} is none of its values`, oneOf)];
  const twice = asked.find((word, at) => asked.indexOf(word) < at);
  return twice === undefined ? [] : [problem(field, 'BAD_VALUE', `${twice} stands there twice`, oneOf)];
};

const coverageProblems = (share: number): readonly Problem[] =>
  share >= 0 && share <= 1
    ? []
    : [
        problem(
          'average.minCoverage',
          'BAD_VALUE',
          'It is no share',
          'Send 0 to 1: 0.75 is the rule of the field.',
        ),
      ];

const readAveraging = ({ every, aggregates: asked, minCoverage }: AverageInput): Read<Averaging> => {
  const words = asked ?? ['MEAN'];
  const share = minCoverage ?? 0.75;
  return {
    // −0 would be another text than 0.
    value: { every, aggregates: words.filter(isAggregate), minCoverage: share + 0 },
    problems: [...everyProblems(every), ...aggregateProblems(words), ...coverageProblems(share)],
  };
};

export const readAverage = ({ average }: RequestInput): Read<Averaging | null> =>
  average ? readAveraging(average) : understood(null);
