import type { ReadingsReported, ReportedReading } from '@aqmrg/schema/events/readings.ts';
import type { Delivery, EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { contentHash, keyOf, type Place } from './identity.ts';

/** One reported reading and all that came with it. */
export interface Incoming {
  readonly key: string;
  readonly sensorId: string;
  readonly report: ReportedReading;
  readonly reportedAt: Place;
  readonly contentHash: string;
  readonly receivedAt: EpochMs;
  readonly reportedBy: string;
  readonly delivery: Delivery;
}

export interface ReportedRecord {
  readonly position: { readonly partition: number; readonly offset: number };
  readonly value: ReadingsReported;
}

const incomingOf = ({ position, value }: ReportedRecord): Incoming[] =>
  value.readings.map((report, index) => ({
    key: keyOf({
      sensorId: value.sensorId,
      quantity: report.quantity,
      periodStart: report.periodStart,
      periodEnd: report.periodEnd,
    }),
    sensorId: value.sensorId,
    report,
    reportedAt: { ...position, index },
    contentHash: contentHash(report),
    receivedAt: value.receivedAt,
    reportedBy: value.reportedBy,
    delivery: value.delivery,
  }));

/**
 * Cuts a batch, in its order, into waves that are each written at once. Within a wave a key never changes twice: were both
 * values of a key in one write, the first would be lost instead of superseded. And a wave has at most `maxRows` rows.
 */
export const wavesOf = (records: readonly ReportedRecord[], maxRows: number): Incoming[][] => {
  const waves: Incoming[][] = [];
  let wave: Incoming[] = [];
  let hashes = new Map<string, string>();
  const close = (): void => {
    if (wave.length > 0) waves.push(wave);
    wave = [];
    hashes = new Map();
  };
  for (const incoming of records.flatMap(incomingOf)) {
    const other = hashes.get(incoming.key);
    if (wave.length >= maxRows || (other !== undefined && other !== incoming.contentHash)) close();
    wave.push(incoming);
    hashes.set(incoming.key, incoming.contentHash);
  }
  close();
  return waves;
};
