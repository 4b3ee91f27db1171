import { type LiveSource, openLiveSource } from '@aqmrg/platform/live/source.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type AlertChanged, alertChanged } from '@aqmrg/schema/events/alerts.ts';

/** What this room tells of incidents: one a record. */
export const alertChanges = (eventLog: EventLog): LiveSource<AlertChanged> =>
  openLiveSource({ eventLog, topic: alertChanged, entriesOf: (change) => [change] });
