import { benjaminiHochberg } from '../correlation/benjamini-hochberg.ts';
import { isProblem, type Problem } from '../problem.ts';
import { formulaOf } from '../terms/formula.ts';
import type { FittedModel } from './fit-planned.ts';
import type { EffectEstimate, TriedModel } from './found.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import { effectIn } from './tell-effects.ts';

/** A model that was tried, fitted or not, and the effects of its exposures. */
export interface Tried {
  readonly planned: PlannedModel;
  readonly fitted: FittedModel | Problem;
  readonly effects: readonly (EffectEstimate | Problem)[];
}

export const triedOf = (planned: PlannedModel, fitted: FittedModel | Problem, plan: StudyPlan): Tried => ({
  planned,
  fitted,
  effects: isProblem(fitted)
    ? [fitted]
    : fitted.planned.exposures.map((_, place) => effectIn(fitted, place, plan)),
});

/**
 * p-values adjusted for everything that was tested: the effects of the first exposures, which are told, and those of the second where two are
 * adjusted for each other, which are not.
 */
export const adjusted = (tried: readonly Tried[]): readonly Tried[] => {
  const tested = tried.flatMap(({ effects }) => effects);
  const p = benjaminiHochberg(tested.map((effect) => (isProblem(effect) ? Number.NaN : effect.p)));
  const pOf = new Map(tested.map((effect, i) => [effect, p[i] as number]));
  return tried.map((one) => ({
    ...one,
    effects: one.effects.map((effect) =>
      isProblem(effect) ? effect : { ...effect, pAdjusted: pOf.get(effect) as number },
    ),
  }));
};

/** A line of the list of all models. */
export const lineOf = ({ planned, fitted, effects }: Tried): TriedModel => {
  const effect = effects[0] as EffectEstimate | Problem;
  return {
    id: planned.id,
    title: planned.title,
    triedAs: planned.triedAs,
    formula: isProblem(fitted) ? formulaOf(planned.request) : fitted.fit.formula,
    days: isProblem(fitted) ? null : fitted.fit.n,
    effect: isProblem(effect) ? null : effect,
    problem: isProblem(effect) ? effect : null,
  };
};
