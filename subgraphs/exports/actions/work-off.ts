import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@aqmrg/platform/log.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { Queue } from '@aqmrg/platform/queue/queue.ts';
import { workOff as workOffQueue } from '@aqmrg/platform/queue/work-off.ts';
import type { ExportJob } from '../domain/export-job.ts';
import { type Claimed, type ExportJobs, isMade, type Outcome } from '../store/jobs.ts';
import type { TellProgress } from '../store/progress.ts';
import type { ExportTidying } from '../store/tidying.ts';
import { clearExport } from './make/clear-export.ts';
import type { Maker } from './make/make-export.ts';
import { problemsOf, unfinished } from './make/problems-of.ts';
import { sweepScratch } from './make/sweep-scratch.ts';
import { createSaying } from './say-progress.ts';
import { keepTidy } from './tidy.ts';

interface Ground {
  readonly jobs: Pick<ExportJobs, 'claim' | 'goesOn' | 'addFile' | 'giveBack' | 'end'>;
  readonly tidying: Pick<ExportTidying, 'ended' | 'unwanted' | 'cleared'>;
  readonly make: Maker;
  readonly objectStore: Pick<ObjectStore, 'list' | 'delete'>;
  /** Where exports have their folders. */
  readonly scratch: string;
  readonly tell: TellProgress;
  readonly now: () => number;
  readonly log: Log;
  /** How many exports go on at once in this process. Default 1. */
  readonly atOnce?: number;
  /** How often a worker says that it goes on, and looks whether it should. Default 1,000. */
  readonly beatMs?: number;
  /** How long others wait for a worker that fell silent. Default 15,000. */
  readonly silentMs?: number;
  /** How long an export may take. Default a day. */
  readonly longestMs?: number;
  /** How often this machine's disk is cleared of what has ended elsewhere. Default: a minute. */
  readonly sweepMs?: number;
}

/**
 * Works off the queue of exports, as every process does. Of one that failed or was cancelled nothing is left, neither here nor in the object store; of one that is given back, or
 * whose process is killed, everything: it is gone on from.
 */
export const workOff = ({ jobs, tidying, make, objectStore, scratch, tell, ...more }: Ground) => {
  const { log, longestMs = 86_400_000, sweepMs } = more;
  const saying = createSaying(tell, log);
  /** By worker: each has one at a time. */
  const underWay = new Map<string, { readonly job: ExportJob; rows: number }>();
  const writing = new Set<string>();

  /** What was lost to another worker may be ready by now: then only the folder on this machine goes. */
  const clear = async (id: string): Promise<void> => {
    if ((await tidying.ended([id])).length === 0) return;
    await rm(join(scratch, id), { recursive: true, force: true });
    if ((await tidying.unwanted([id])).length === 0) return;
    await clearExport(objectStore, id);
    await tidying.cleared(id);
  };

  // what is not cleared here is, a little later, by whoever tidies up
  const clearIfEnded = (id: string): Promise<void> =>
    clear(id).catch((error: unknown) =>
      log.warn({ err: error, export: id }, 'files of an export that ended may still be there'),
    );

  const queue: Queue<Claimed, number, Outcome> = {
    async claim(claim, now) {
      const claimed = await jobs.claim(claim, now);
      if (claimed === null) return null;
      underWay.set(claim.worker, { job: claimed.job, rows: claimed.job.rows });
      saying.became(claimed.job, 'RUNNING');
      return claimed;
    },
    async goesOn(id, claim, rows) {
      const isOurs = await jobs.goesOn(id, claim, rows);
      const one = underWay.get(claim.worker);
      if (isOurs && one !== undefined && rows > one.rows) {
        one.rows = rows;
        saying.movedOn(one.job);
      }
      return isOurs;
    },
    async giveBack(id, worker) {
      await jobs.giveBack(id, worker);
      const one = underWay.get(worker);
      if (one !== undefined) saying.became(one.job, 'QUEUED');
    },
    async end(id, worker, end) {
      const isOurs = await jobs.end(id, worker, end);
      const one = underWay.get(worker);
      const isReady = isMade(end.outcome);
      if (isOurs && one !== undefined) saying.became(one.job, isReady ? 'READY' : 'FAILED');
      // it may have been cancelled since the last look
      if (!isOurs || !isReady) await clearIfEnded(id);
      return isOurs;
    },
  };

  const stopping = new AbortController();
  const isUnderWay = (id: string): boolean => writing.has(id);
  const sweep = () => sweepScratch({ scratch, tidying, isUnderWay });
  const sweeping = keepTidy({ tidy: sweep, log, everyMs: sweepMs })(stopping.signal);
  const worked = workOffQueue<Claimed, number, Outcome>({
    ...{ ...more, queue, unfinished, longestMs, start: 0, what: 'exports' },
    async work({ id, job }, { worker, signal, onProgress }) {
      writing.add(id);
      try {
        const onFile: Parameters<Maker>[1]['onFile'] = (made) => jobs.addFile(id, worker, made);
        return await make(job, { signal, onRows: onProgress, onFile });
      } catch (error) {
        const problems = problemsOf(error);
        if (signal.aborted) await clearIfEnded(id);
        else if (problems !== null) return problems;
        throw error;
      } finally {
        writing.delete(id);
      }
    },
  });

  return {
    look: worked.look,
    async stop(): Promise<void> {
      stopping.abort();
      await worked.stop();
      await sweeping;
      await saying.settled();
    },
  };
};
