import { type LiveSource, openLiveSource } from '@aqmrg/platform/live/source.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type Reading, type ReadingChangeKind, readingsAccepted } from '@aqmrg/schema/events/readings.ts';

export interface LiveChange {
  readonly change: ReadingChangeKind;
  readonly reading: Reading;
}

/** What this room tells of readings, change by change. */
export const acceptedReadings = (eventLog: EventLog): LiveSource<LiveChange> =>
  openLiveSource({ eventLog, topic: readingsAccepted, entriesOf: ({ changes }) => changes });
