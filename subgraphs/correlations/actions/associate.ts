import { serialize } from 'node:v8';
import { gzipSync } from 'node:zlib';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { areProblems, isProblem, type Problem, problem } from '../domain/problem.ts';
import { contentHashOf } from '../domain/question/content-hash.ts';
import type { AssociationRun, ModelNamed } from '../domain/run.ts';
import type { ModelDefinition } from '../domain/study/definition.ts';
import { planStudy } from '../domain/study/plan-study.ts';
import type { StudyPlan } from '../domain/study/study-plan.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import type { Who } from './ask-question.ts';
import { type Asked, noOrganisation, type Prepare, type Prepared } from './prepare.ts';

/** An association as it is asked for. */
export interface AssociationAsked extends Asked {
  readonly model?: string | null | undefined;
  readonly increment?: number | null | undefined;
  readonly reference?: number | null | undefined;
}

/** A definition, and how it is told. */
export type Definition = ModelDefinition & ModelNamed;

interface Ground {
  readonly prepare: Prepare;
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

export const createAssociations = ({ prepare, definitions, runs, onQueued, now }: Ground) => {
  const planOf = (
    { data, asked, askedBefore }: { readonly data: Prepared; readonly asked: AssociationAsked; readonly askedBefore: number },
  ): StudyPlan | Problem =>
    planStudy(
      {
        definitions,
        modelId: asked.model ?? defaultModel,
        outcome: { column: data.outcome, label: data.outcomeColumn.label },
        exposures: data.exposures.map((column, place) => ({
          column,
          exposure: data.exposureSeries[place]?.exposure as Prepared['exposureSeries'][number]['exposure'],
        })),
        confounders: data.confounders,
        months: data.months,
        increment: asked.increment ?? null,
        reference: asked.reference ?? null,
        askedBefore,
      },
      data.daily,
    );

  const isFull = async (organisation: string): Promise<Problem | null> => {
    if ((await runs.unfinished()) >= most.ofAll)
      throw new AirError('OVERLOADED', 'Too many associations wait to be run.', { retryAfterSeconds: 30 });
    return (await runs.unfinished(organisation)) >= most.ofOrganisation ? tooMany : null;
  };

  /** The run that answers a question: there already, or queued now. */
  const runOf = async (data: Prepared, asked: AssociationAsked, who: Who): Promise<AssociationRun | Problem> => {
    const organisation = data.series.organisationId;
    const unnumbered = planOf({ data, asked, askedBefore: 0 });
    if (isProblem(unnumbered)) return unnumbered;
    const definition = definitions.find(({ id }) => id === unnumbered.mainId) as Definition;
    const contentHash = contentHashOf({ plan: unnumbered, model: definition.sha256 }, data.daily.columns);
    const same = await runs.sameAs(organisation, contentHash);
    if (same !== null && (same.status === 'DONE' || same.status === 'RUNNING' || same.status === 'QUEUED')) return same;
    const full = await isFull(organisation);
    if (full !== null) return full;
    const askedBefore = await runs.othersAbout({ healthSeriesId: data.series.id, contentHash }, data.outcomeColumn.label);
    const { sha256, id, version, title, description, isDefault, definition: text } = definition;
    const run = await runs.queue({
      organisationId: organisation,
      healthSeriesId: data.series.id,
      contentHash,
      requestedById: who.caller.id,
      requestedAt: now(),
      asked: {
        outcome: data.outcomeColumn.label,
        exposures: data.exposureSeries.map(({ exposure }) => exposure),
        model: { id, version, title, description, isDefault, definition: text, sha256 },
      },
      total: unnumbered.models.length,
      question: gzipSync(serialize({ plan: { ...unnumbered, askedBefore }, daily: data.daily })),
    });
    await runs.keepNewest(organisation, most.kept);
    onQueued();
    return run;
  };

  return {
    async begin(asked: AssociationAsked, who: Who, signal: AbortSignal): Promise<AssociationRun | readonly Problem[]> {
      const data = await prepare(asked, who, signal);
      if (areProblems(data)) return data;
      const run = await runOf(data, asked, who);
      return isProblem(run) ? [run] : run;
    },

    /** As it is then: what had ended stays as it ended. */
    async cancel(id: string, { caller: { organisation } }: Who): Promise<AssociationRun | Problem> {
      if (organisation === null) return { ...noOrganisation, field: 'id' };
      await runs.cancel(id, organisation, now());
      return (await runs.find(id, organisation)) ?? problem('id', 'NOT_FOUND', 'There is no run of this id, or it is not yours', 'Check the id.');
    },
  };
};
export type Associations = ReturnType<typeof createAssociations>;
