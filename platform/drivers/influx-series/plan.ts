import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import type { StoredReading } from '../../ports/series.ts';

/** Where a row of a key stands: its quality is part of the place. */
export interface Standing {
  readonly quality: QualityFlag;
  readonly revision: number;
}

export const keyOf = (sensorId: string, quantity: string, periodStart: number, length: number): string =>
  `${quantity} ${periodStart} ${length} ${sensorId}`;

export const keyOfRow = ({ reading }: StoredReading): string =>
  keyOf(reading.sensorId, reading.quantity, reading.periodStart, reading.periodEnd - reading.periodStart);

export interface Plan {
  /** Rows that become current. */
  readonly made: readonly StoredReading[];
  /** Those of `made` that take the place of a row. */
  readonly replacing: readonly StoredReading[];
  /** Rows that are current already: they come again, after a crash maybe. */
  readonly again: readonly StoredReading[];
  /** Where a row of the key stands that is not its highest revision. */
  readonly gone: ReadonlyMap<StoredReading, readonly QualityFlag[]>;
}

/** What a batch changes, by the revisions that stand in the store. */
export const planOf = (
  rows: readonly StoredReading[],
  stored: ReadonlyMap<string, readonly Standing[]>,
): Plan => {
  const [made, replacing, again]: [StoredReading[], StoredReading[], StoredReading[]] = [[], [], []];
  const gone = new Map<StoredReading, readonly QualityFlag[]>();
  for (const row of rows) {
    const { revision, quality } = row.reading;
    const standings = stored.get(keyOfRow(row)) ?? [];
    const highest = Math.max(0, ...standings.map((one) => one.revision));
    if (revision < highest) continue;
    if (revision > highest) {
      made.push(row);
      if (highest > 0) replacing.push(row);
    } else again.push(row);
    const elsewhere = standings.filter((one) => one.quality !== quality && one.revision < revision);
    if (elsewhere.length > 0)
      gone.set(
        row,
        elsewhere.map((one) => one.quality),
      );
  }
  return { made, replacing, again, gone };
};
