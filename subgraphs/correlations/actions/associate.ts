import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { areProblems, isProblem, type Problem, problem } from '../domain/problem.ts';
import { questionHashOf } from '../domain/question/question-hash.ts';
import { type AssociationRun, isAnswered } from '../domain/run.ts';
import { planStudy, unknownModel } from '../domain/study/plan-study.ts';
import type { StudyPlan } from '../domain/study/study-plan.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import { type Asker, isId, notFound, organisationOf } from './asker.ts';
import { packed } from './packed-study.ts';
import type { Prepare, Prepared, Question } from './prepare.ts';
import type { QuestionToll } from './question-toll.ts';
import type { Definition } from './read-definitions.ts';

/** An association as it is asked for. */
export interface AssociationAsked extends Question {
  readonly model?: string | null | undefined;
  readonly increment?: number | null | undefined;
  readonly reference?: number | null | undefined;
}

interface Ground {
  readonly prepare: Prepare;
  readonly toll: Pick<QuestionToll, 'payQuestion'>;
  readonly definitions: readonly Definition[];
  readonly runs: AssociationRuns;
  /** Told of a run that was queued. */
  readonly onQueued: () => void;
  readonly now: () => number;
}

/** Of an organisation, unfinished at once; of all; and kept when they have ended. */
const most = { ofOrganisation: 10, ofAll: 200, kept: 1_000 };

export const defaultModel = 'time-series';

const tooMany = problem(
  'the run',
  'TOO_MANY',
  `Your organisation has ${most.ofOrganisation} runs that have not ended`,
  'Wait for one of them, or cancel one.',
);

export const createAssociations = ({ prepare, toll, definitions, runs, onQueued, now }: Ground) => {
  const planOf = (prepared: Prepared, asked: AssociationAsked, askedBefore = 0): StudyPlan | Problem => {
    const { data, outcome, exposures, months } = prepared;
    return planStudy(
      {
        definitions,
        modelId: asked.model ?? defaultModel,
        outcome: { column: data.outcome, label: outcome.label },
        exposures: exposures.map(({ exposure }, place) => ({
          column: data.exposures[place] as string,
          exposure,
        })),
        confounders: data.confounders,
        months,
        increment: asked.increment ?? null,
        reference: asked.reference ?? null,
        askedBefore,
      },
      data.daily,
    );
  };

  const requireRoom = async (): Promise<void> => {
    if ((await runs.unfinished()) >= most.ofAll)
      throw new AirError('OVERLOADED', 'Too many associations wait to be run.', { retryAfterSeconds: 30 });
  };

  /** The run that answers a question: there already, or queued now. */
  const runOf = async (
    prepared: Prepared,
    asked: AssociationAsked,
    asker: Asker,
  ): Promise<AssociationRun | Problem> => {
    const { series, outcome, outcomeHash, data, exposures } = prepared;
    const { organisationId, id: healthSeriesId } = series;
    const plan = planOf(prepared, asked);
    if (isProblem(plan)) return plan;
    const {
      terms: _,
      alternatives: __,
      ...model
    } = definitions.find(({ id }) => id === plan.mainId) as Definition;
    const contentHash = questionHashOf({ healthSeriesId, plan, sha256: model.sha256 }, data.daily.columns);
    const same = await runs.sameAs(organisationId, contentHash);
    if (same !== null && isAnswered(same)) return same;
    await requireRoom();
    // whoever asks again, as those do who wait, learns nothing else
    await toll.payQuestion(asker);
    const askedBefore = await runs.othersAbout({ organisationId, contentHash, outcomeHash });
    const wanted = {
      ...{ organisationId, healthSeriesId, contentHash, requestedById: asker.caller.id, requestedAt: now() },
      asked: {
        ...{ outcome: outcome.label, outcomeHash, model },
        exposures: exposures.map(({ exposure }) => exposure),
      },
      total: plan.models.length,
      question: await packed({ plan: { ...plan, askedBefore }, daily: data.daily }),
    };
    const run = await runs.queue(wanted, most.ofOrganisation);
    if (run === null) return tooMany;
    await runs.keepNewest(organisationId, most.kept);
    onQueued();
    return run;
  };

  return {
    /** The run that answers a question, which may have ended long ago; or why there is none. */
    async begin(
      asked: AssociationAsked,
      asker: Asker,
      signal: AbortSignal,
    ): Promise<AssociationRun | readonly Problem[]> {
      const modelId = asked.model ?? defaultModel;
      if (!definitions.some(({ id }) => id === modelId)) return [unknownModel(modelId, definitions)];
      const prepared = await prepare(asked, asker, signal);
      if (areProblems(prepared)) return prepared;
      const run = await runOf(prepared, asked, asker);
      return isProblem(run) ? [run] : run;
    },

    /** As it is then: what had ended stays as it ended. */
    async cancel(id: string, { caller }: Asker): Promise<AssociationRun | Problem> {
      const organisation = organisationOf(caller);
      if (isProblem(organisation)) return organisation;
      if (!isId(id)) return notFound('id', 'run');
      await runs.cancel(id, organisation, now());
      return (await runs.find(id, organisation)) ?? notFound('id', 'run');
    },
  };
};

export type Associations = ReturnType<typeof createAssociations>;
