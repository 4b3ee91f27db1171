import { type Problem, problem } from '../problem.ts';
import { fewestDays, fewestEvents } from '../small-groups.ts';

/** The refusal to tell of a small group. It does not say how small: counts would tell. */
export const groupTooSmall = (): Problem =>
  problem(
    'outcome',
    'GROUP_TOO_SMALL',
    `Fewer than ${fewestEvents} events, or than ${fewestDays} days, have everything that this needs`,
    'Ask about a longer span, more months, or an outcome of more people.',
  );

/** What is told instead of a problem that would tell of few people: how few days or events there are, or that some days have none. */
export const discreet = (found: Problem): Problem => {
  if (found.code === 'TOO_FEW_DAYS' || found.code === 'ALL_ZERO') return groupTooSmall();
  return found.code === 'SEPARATION'
    ? problem(
        'model',
        'NOT_CONVERGED',
        'Events are too few for all terms of the model',
        'Ask about a longer span, or an outcome of more people.',
      )
    : found;
};
