import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type HealthDataUsed, healthDataUsed } from '@aqmrg/schema/events/correlations.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Asker } from './asker.ts';

type Use = Pick<HealthDataUsed, 'healthSeriesId' | 'organisation' | 'action'> & {
  /** Which outcome, by its place, or site: never names, never counts, never rows. */
  readonly details?: HealthDataUsed['details'];
};

/** Says who does what with health data: what auth writes into the audit log. Before it is done; where the log does not take it, it must not be done. */
export const createTellUse =
  ({ eventLog, now }: { readonly eventLog: Pick<EventLog, 'append'>; readonly now: () => EpochMs }) =>
  async ({ details = {}, ...use }: Use, { caller, from }: Asker): Promise<void> => {
    const value = { ...use, details, by: caller.id, from: from ?? null, usedAt: now() };
    await eventLog.append(healthDataUsed, [{ key: use.healthSeriesId, value }]);
  };

export type TellUse = ReturnType<typeof createTellUse>;
