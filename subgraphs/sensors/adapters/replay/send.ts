import type { Report, ReportBatch } from './contract.ts';
import { type Persistence, persist } from './persist.ts';

/** Reports a batch until it is durable; resolves with the number of rows that were taken. Throws Stopped. */
export type Send = (batch: ReportBatch) => Promise<number>;

export const makeSender =
  (options: Persistence & { readonly report: Report }): Send =>
  async (batch) => {
    const refused = await persist(
      `report ${batch.readings.length} rows`,
      () => options.report(batch),
      options,
    );
    const [first] = refused;
    if (first !== undefined) {
      const row = batch.readings[first.index];
      options.log.warn(
        { refused: refused.length, of: batch.readings.length, first, row },
        'Replayed rows were refused',
      );
    }
    return batch.readings.length - refused.length;
  };
