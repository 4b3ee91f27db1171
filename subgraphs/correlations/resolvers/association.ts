import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import { isId, organisationOf } from '../actions/asker.ts';
import { awaitRun } from '../actions/await-run.ts';
import { areProblems, isProblem } from '../domain/problem.ts';
import type { Asked, AssociationRun } from '../domain/run.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { refused } from './payload.ts';
import type {
  AssociationResolvers,
  AssociationRunResolvers,
  MutationResolvers,
  QueryResolvers,
} from './types.generated.ts';

/** What a run found, as the graph has it. */
export interface ShownAssociation extends StudyFound, Asked {
  readonly id: string;
  readonly foundAt: number;
  readonly contentHash: string;
  readonly healthSeriesId: string;
}

const shown = ({ id, found, finishedAt, asked, contentHash, healthSeriesId }: AssociationRun) =>
  found === null || finishedAt === null
    ? null
    : {
        __typename: 'Association' as const,
        ...found,
        ...asked,
        ...{ id, contentHash, healthSeriesId, foundAt: finishedAt },
      };

type Queries = 'associationModels' | 'association' | 'associationRun' | 'associationRuns';

export const associationQueries: Pick<QueryResolvers, Queries> = {
  associationModels: (_root, _args, { definitions }) => [...definitions],

  async association(_root, { input }, context) {
    const begun = await context.associations.begin(input, context, context.signal);
    if (areProblems(begun)) return refused(begun);
    const patience = { mostMs: context.patienceMs, signal: context.signal };
    const run = (await awaitRun(begun, context, patience)) ?? begun;
    if (run.problems.length > 0) return refused(run.problems);
    return shown(run) ?? { __typename: 'AssociationRun' as const, ...run };
  },

  associationRun: (_root, { id }, { caller, runs }) => {
    const organisation = organisationOf(caller);
    return isProblem(organisation) || !isId(id) ? null : runs.find(id, organisation);
  },

  associationRuns: async (_root, { healthSeriesId, first }, { caller, runs }) => {
    const organisation = organisationOf(caller);
    const most = pageSize(first, { usual: 50, largest: 100 });
    if (isProblem(organisation) || !isId(healthSeriesId ?? '')) return [];
    return runs.list(organisation, { healthSeriesId: healthSeriesId ?? undefined, first: most });
  },
};

export const associationMutations: Pick<MutationResolvers, 'startAssociation' | 'cancelAssociation'> = {
  async startAssociation(_root, { input }, context) {
    const run = await context.associations.begin(input, context, context.signal);
    return areProblems(run) ? refused(run) : { __typename: 'AssociationStarted' as const, run };
  },

  async cancelAssociation(_root, { input }, context) {
    const run = await context.associations.cancel(input.id, context);
    return isProblem(run) ? refused(run) : { __typename: 'AssociationCancelled' as const, run };
  },
};

export const runType: AssociationRunResolvers = {
  healthSeries: ({ healthSeriesId }, _args, { load }) => load.healthSeries.load(healthSeriesId),
  outcome: ({ asked }) => asked.outcome,
  exposureLabels: ({ asked }) => asked.exposures.map(({ label }) => label),
  association: shown,
  problems: ({ problems }) => [...problems],
};

export const associationType: AssociationResolvers = {
  healthSeries: ({ healthSeriesId }, _args, { load }) => load.healthSeries.load(healthSeriesId),
};
