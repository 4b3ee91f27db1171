import type { RefusedRow, ReplayedReading, Report, ReportBatch } from './contract.ts';
import { type Persistence, persist } from './persist.ts';

/** Reports a batch until it is durable; resolves with the number of rows that were taken. Throws Stopped. */
export type Send = (batch: ReportBatch) => Promise<number>;

// A sensor that was registered a moment ago may not be known at the other room's door yet.
const unknownTries = 5;
const unknownWaitMs = 2_000;

export const makeSender =
  (options: Persistence & { readonly report: Report }): Send =>
  async ({ readings, delivery }) => {
    const { report, log, now, sleepUntil, signal } = options;
    let rows: ReplayedReading[] = [...readings];
    const lost: { readonly row: ReplayedReading | undefined; readonly refusal: RefusedRow }[] = [];
    for (let tries = 1; rows.length > 0; tries += 1) {
      const what = `report ${rows.length} rows`;
      const sent = rows;
      const refused = await persist(what, () => report({ readings: sent, delivery }), options);
      rows = [];
      for (const refusal of refused) {
        const row = sent[refusal.index];
        if (row !== undefined && refusal.code === 'UNKNOWN_SENSOR' && tries < unknownTries) rows.push(row);
        else lost.push({ row, refusal });
      }
      if (rows.length > 0) await sleepUntil(now() + unknownWaitMs, signal);
    }
    if (lost.length > 0) {
      log.warn({ refused: lost.length, of: readings.length, first: lost[0] }, 'Replayed rows were refused');
    }
    return readings.length - lost.length;
  };
