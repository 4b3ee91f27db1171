import type { Condition, Together } from '../rule/rule.ts';

/** One of sensors that are judged together. */
export type AreaCondition = Extract<Condition, { readonly kind: 'THRESHOLD' }> & {
  readonly together: Together;
};

export const isOfArea = (condition: Condition): condition is AreaCondition =>
  condition.kind === 'THRESHOLD' && condition.together !== null;
