import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Place } from './identity.ts';

/** A current row: the series port's StoredReading. */
export interface Row {
  readonly reading: Reading;
  readonly reportedAt: Place;
  readonly causedBy: Place;
  readonly contentHash: string;
  readonly knownAt: EpochMs;
}
