import type { RuleStanding } from '../../domain/cap/status.ts';
import { openedWith, openingKinds, type Rated } from '../../domain/cap/trail.ts';
import type { Judgement, NewStep } from '../../domain/evaluation/judgement.ts';

const opens = ({ kind }: NewStep): boolean => openingKinds.has(kind);

/** Whether an incident begins to be open, so that how its rule stands is looked at. */
export const isOpening = ({ steps }: Judgement): boolean => steps.some(opens);

/** Steps for the trail: those that open an incident say with what status its messages begin. */
export const withStatus = (
  steps: readonly NewStep[],
  rated: Rated | undefined,
  rule: RuleStanding | undefined,
): readonly NewStep[] => {
  if (rated === undefined || rule === undefined) return steps;
  return steps.map((step) =>
    opens(step) ? { ...step, details: { ...step.details, ...openedWith(rated, rule) } } : step,
  );
};
