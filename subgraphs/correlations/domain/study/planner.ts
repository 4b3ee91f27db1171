import type { Confounders, ModelDefinition } from './definition.ts';
import type { Gaps } from './gaps.ts';
import { type Filling, requestOf, type Shape } from './requests.ts';
import type { PlannedExposure, PlannedModel } from './study-plan.ts';
import type { StudyQuestion } from './study-question.ts';
import { listText } from './wording.ts';

interface PlannerGround extends Pick<Filling, 'confounders' | 'curve' | 'days'> {
  readonly planned: readonly PlannedExposure[];
}

/** How a definition and its alternatives become models of these exposures. */
export const planner = (
  question: StudyQuestion,
  { planned, confounders: kept, curve, days }: PlannerGround,
) => {
  const { outcome, exposures, months = null } = question;
  const model = (
    what: Pick<PlannedModel, 'id' | 'title' | 'triedAs'> & { readonly isCurve?: boolean },
    shape: Shape,
    {
      places = [...exposures.keys()],
      confounders = kept,
    }: { readonly places?: readonly number[]; readonly confounders?: Confounders } = {},
  ): PlannedModel => ({
    id: what.id,
    title: what.title,
    triedAs: what.triedAs,
    exposures: places,
    isCurve: what.isCurve ?? false,
    request: requestOf(shape, {
      outcome: outcome.column,
      exposures: places.map((place) => planned[place] as PlannedExposure),
      confounders,
      months,
      days,
      curve: what.isCurve ? curve : [],
    }),
  });
  const singles = (main: ModelDefinition): readonly PlannedModel[] =>
    exposures.length === 1
      ? []
      : exposures.map(({ exposure: { label } }, place) =>
          model(
            { id: `alone-${place + 1}`, title: `${label} by itself`, triedAs: 'SINGLE_POLLUTANT' },
            main,
            { places: [place] },
          ),
        );
  const withLeftOut = (main: ModelDefinition, leftOut: readonly Gaps[]): readonly PlannedModel[] => {
    if (leftOut.length === 0) return [];
    const [names, them] = [
      listText(leftOut.map(({ column }) => column)),
      leftOut.length === 1 ? 'it' : 'them',
    ];
    const title = `With ${names}, on the days that have ${them}`;
    const { confounders } = question;
    return [model({ id: 'with-left-out', title, triedAs: 'SENSITIVITY' }, main, { confounders })];
  };
  return { model, singles, withLeftOut };
};
