import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import { percentOf } from '../domain/export-job.ts';
import { areProblems, isProblem } from '../domain/problem.ts';
import { requestText } from '../domain/request/request-text.ts';
import { secondsLeftOf } from '../domain/seconds-left.ts';
import { filesOf } from './files.ts';
import { refused } from './payload.ts';
import type { ExportResolvers, MutationResolvers, QueryResolvers } from './types.generated.ts';

export const exportQueries: Pick<QueryResolvers, 'exportEstimate' | 'export' | 'exports'> = {
  async exportEstimate(_root, { input }, { requests, caller, signal }) {
    const estimate = await requests.estimate(input, caller, signal);
    return areProblems(estimate) ? refused(estimate) : { __typename: 'ExportEstimate' as const, ...estimate };
  },
  export: (_root, { id }, { requests, caller }) => requests.find(id, caller),
  exports: async (_root, { first }, { requests, caller }) => [
    ...(await requests.list(pageSize(first, { usual: 50, largest: 100 }), caller)),
  ],
};

export const exportMutations: Pick<MutationResolvers, 'requestExport' | 'cancelExport'> = {
  async requestExport(_root, { input }, { requests, caller, signal }) {
    const job = await requests.request(input, caller, signal);
    return areProblems(job) ? refused(job) : { __typename: 'ExportRequested' as const, export: job };
  },
  async cancelExport(_root, { input }, { requests, caller }) {
    const job = await requests.cancel(input.id, caller);
    return isProblem(job) ? refused(job) : { __typename: 'ExportCancelled' as const, export: job };
  },
};

export const exportType: ExportResolvers = {
  request: ({ request }) => requestText(request),
  asOf: ({ request }) => request.asOf,
  percent: percentOf,
  secondsLeft: (job, _args, { now }) => secondsLeftOf(job, now()),
  files: (job, _args, context) => filesOf(job, context),
  problems: ({ problems }) => [...problems],
};
