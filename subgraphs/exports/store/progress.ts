import { type LiveSource, openLiveSource } from '@aqmrg/platform/live/source.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type ExportProgressed, exportProgressed } from '@aqmrg/schema/events/exports.ts';
import type { ExportJob, ExportStatus } from '../domain/export-job.ts';

/** Says that an export moved on. */
export type TellProgress = (
  job: Pick<ExportJob, 'id' | 'owner'> & { readonly status: ExportStatus },
) => Promise<void>;

export const openProgress =
  (eventLog: Pick<EventLog, 'append'>): TellProgress =>
  async ({ id, owner, status }) => {
    const value: ExportProgressed = {
      ...{ exportId: id, accountId: owner.accountId, organisation: owner.organisation, status },
    };
    await eventLog.append(exportProgressed, [{ key: id, value }]);
  };

/** What this room tells of exports: one a record. */
export const exportProgress = (eventLog: EventLog): LiveSource<ExportProgressed> =>
  openLiveSource({ eventLog, topic: exportProgressed, entriesOf: (word) => [word] });
