import type { EventRules } from '@aqmrg/platform/subgraph/event-rules.ts';
import type { MarkedEvent } from '@aqmrg/platform/subgraph/live.ts';
import { ownerOf } from '../actions/asker.ts';
import type { ExportsContext } from '../context.ts';
import type { ExportJob } from '../domain/export-job.ts';
import { isTheirs } from '../domain/ownership.ts';
import type { SubscriptionExportProgressedArgs } from './types.generated.ts';

/** The mark that the stream stands, or a state of the export; see the platform's live.ts. */
export interface Progressed extends MarkedEvent {
  readonly exportProgressed?: ExportJob;
}

/** An export as it moves on, until it has ended; before that a mark that it stands. It has no `after`: whoever comes back is told how it is then. */
export const subscribeToExport = async (
  { id }: SubscriptionExportProgressedArgs,
  { follow, liveCursors, caller, signal }: ExportsContext,
): Promise<AsyncIterableIterator<Progressed, undefined>> => {
  const states = await follow(id, caller, signal);
  let isMarked = false;
  const stream: AsyncIterableIterator<Progressed, undefined> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      if (!isMarked) {
        isMarked = true;
        return { done: false, value: { live: { cursor: liveCursors.write(states.start) } } };
      }
      const { done, value } = await states.next();
      return done ? { done, value: undefined } : { done: false, value: { exportProgressed: value } };
    },
    async return() {
      await states.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
};

export const events: EventRules<ExportsContext> = {
  exportProgressed: (job: ExportJob, { caller }: ExportsContext) => isTheirs(job.owner, ownerOf(caller)),
};
