import type { Caller } from '@aqmrg/platform/caller.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Estimate, type ExportJob, hasEnded } from '../domain/export-job.ts';
import { planOf } from '../domain/files/plan-files.ts';
import { areProblems, type Problem, problem } from '../domain/problem.ts';
import { quotaOf, quotaProblem } from '../domain/quota.ts';
import type { RequestInput } from '../domain/request/request-input.ts';
import { titleOf } from '../domain/request/title-of.ts';
import type { ExportJobs } from '../store/jobs.ts';
import type { TellProgress } from '../store/progress.ts';
import { isId, ownerOf } from './asker.ts';
import type { Prepare } from './prepare.ts';

interface Ground {
  readonly prepare: Prepare;
  readonly jobs: Pick<ExportJobs, 'queue' | 'find' | 'list' | 'cancel'>;
  readonly newId: () => string;
  readonly now: () => EpochMs;
  /** Told that there is something to do. */
  readonly look: () => void;
  /** Tells those who follow an export. */
  readonly tell: TellProgress;
}

const notFound = problem(
  'id',
  'NOT_FOUND',
  'You have no such export',
  'Check the id: `exports` lists those that there are.',
);

export const createRequests = ({ jobs, prepare, newId, now, look, tell }: Ground) => {
  // who follows it hears of it a little later
  const say = (job: ExportJob): Promise<void> => tell(job).catch(() => undefined);

  const find = async (id: string, caller: Caller): Promise<ExportJob | null> => {
    const owner = ownerOf(caller);
    return isId(id) ? jobs.find(id, owner) : null;
  };

  return {
    find,

    /** Newest first. */
    list: (first: number, caller: Caller): Promise<readonly ExportJob[]> => jobs.list(ownerOf(caller), first),

    /** What an export would be, or everything that is wrong with it. */
    async estimate(
      input: RequestInput,
      caller: Caller,
      signal: AbortSignal,
    ): Promise<Estimate | readonly Problem[]> {
      ownerOf(caller);
      const prepared = await prepare(input, { signal });
      return areProblems(prepared) ? prepared : prepared.estimate;
    },

    /** Queues an export; or says everything that is wrong with it, or why its owner may have no more of them. */
    async request(
      input: RequestInput,
      caller: Caller,
      signal: AbortSignal,
    ): Promise<ExportJob | readonly Problem[]> {
      const owner = ownerOf(caller);
      const prepared = await prepare(input, { signal, isAfresh: true });
      if (areProblems(prepared)) return prepared;
      const { request, sensors, months, estimate } = prepared;
      const plan = planOf(request, { sensorIds: sensors.map(({ id }) => id), months });
      const wanted = { id: newId(), owner, request, title: titleOf(request), plan, estimate };
      const job = await jobs.queue({ ...wanted, requestedAt: now() }, quotaOf(owner));
      if (typeof job === 'string') return [quotaProblem(job, owner)];
      look();
      await say(job);
      return job;
    },

    /** As it is then: what had ended otherwise stays as it ended. */
    async cancel(id: string, caller: Caller): Promise<ExportJob | Problem> {
      const before = await find(id, caller);
      if (before === null) return notFound;
      if (hasEnded(before.status) && before.status !== 'READY') return before;
      const job = await jobs.cancel(id, ownerOf(caller), now());
      if (job === null) return notFound;
      await say(job);
      return job;
    },
  };
};
export type Requests = ReturnType<typeof createRequests>;
