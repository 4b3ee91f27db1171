import { benjaminiHochberg } from '../correlation/benjamini-hochberg.ts';
import { isProblem, type Problem } from '../problem.ts';
import { formulaOf } from '../terms/formula.ts';
import type { FittedModel } from './fit-planned.ts';
import type { EffectEstimate, ExposureResponse, TriedModel } from './study-found.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import { effectIn, exposureResponseOf } from './tell-effects.ts';

/** What is told of a model that was tried, fitted or not. */
export interface Tried extends Omit<TriedModel, 'effect' | 'problem'> {
  /** Of its exposures. */
  readonly effects: readonly (EffectEstimate | Problem)[];
  /** Of the one whose curve is told. */
  readonly curve: ExposureResponse | null;
}

export const triedOf = (planned: PlannedModel, fitted: FittedModel | Problem, plan: StudyPlan): Tried => {
  const { id, title, triedAs, request, exposures, isCurve } = planned;
  const what = { id, title, triedAs };
  return isProblem(fitted)
    ? { ...what, formula: formulaOf(request), days: null, effects: [fitted], curve: null }
    : {
        ...what,
        formula: fitted.fit.formula,
        days: fitted.fit.n,
        effects: exposures.map((_, place) => effectIn(fitted, place, plan)),
        curve: isCurve ? exposureResponseOf(fitted, plan) : null,
      };
};

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
export const lineOf = ({ effects, curve: _, ...told }: Tried): TriedModel => {
  const effect = effects[0] as EffectEstimate | Problem;
  return isProblem(effect) ? { ...told, effect: null, problem: effect } : { ...told, effect, problem: null };
};
