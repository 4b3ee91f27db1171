import type { Gaps } from '../gaps.ts';
import type { EffectEstimate, ModelDiagnostics, TriedModel } from '../study-found.ts';
import type { StudyPlan } from '../study-plan.ts';
import { notCause, oneExposure } from './always.ts';
import { askedBefore, confounderLeftOut, fewEvents, manyDaysMissing } from './data-warnings.ts';
import { exposureWarnings } from './exposure-warnings.ts';
import {
  dependsOnChoices,
  designsDisagree,
  noEffectWithin,
  overdispersed,
  residualsAutocorrelated,
  severalTried,
  termsDropped,
} from './model-warnings.ts';
import type { Warning } from './warning.ts';

export interface WarnedOf {
  readonly plan: StudyPlan;
  readonly models: readonly TriedModel[];
  readonly estimate: EffectEstimate;
  readonly diagnostics: ModelDiagnostics;
  readonly days: number;
  readonly daysLeftOut: number;
  /** Of each column that the model needs. */
  readonly gaps: readonly Gaps[];
  readonly events: number;
  /** Without the rates of strata. */
  readonly coefficients: number;
}

/** Those that are of another design than the one that answers. */
const otherDesigns = ({ plan, models }: WarnedOf): readonly TriedModel[] => {
  const hasStrata = new Map(plan.models.map(({ id, request }) => [id, request.strata !== undefined]));
  return models.filter(
    ({ id, triedAs }) =>
      (triedAs === 'OTHER_DESIGN' || triedAs === 'PRE_SPECIFIED') &&
      hasStrata.get(id) !== hasStrata.get(plan.mainId),
  );
};

/** What to know beside what a study found: what bears on the answer first, what is always so last. */
export const studyWarnings = (of: WarnedOf): readonly Warning[] => {
  const { plan, models, estimate, diagnostics, days, daysLeftOut, gaps, events, coefficients } = of;
  return [
    ...noEffectWithin(estimate),
    ...dependsOnChoices(estimate, models),
    ...designsDisagree(estimate, otherDesigns(of)),
    ...residualsAutocorrelated(diagnostics),
    ...overdispersed(diagnostics),
    ...manyDaysMissing({ days, daysLeftOut, gaps }),
    ...confounderLeftOut(plan.leftOut, true),
    ...fewEvents(events, days, coefficients),
    ...termsDropped(diagnostics),
    ...exposureWarnings(plan.exposures.map(({ exposure }) => exposure)),
    ...askedBefore(plan.askedBefore),
    ...severalTried(models),
    oneExposure,
    notCause,
  ];
};
