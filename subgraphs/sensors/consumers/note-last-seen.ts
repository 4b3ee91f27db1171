import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import { sightingsOf } from '../domain/sightings.ts';
import { isAway } from '../store/away.ts';
import type { LastSeen } from '../store/last-seen.ts';

/** A stream of single readings gathers for so long, and costs one statement then. */
const gatherMs = 250;
const fewRecords = 100;

/** Keeps when each sensor, and each of its quantities, was last heard: one statement a batch, however many readings. */
export const noteLastSeen = (ground: {
  readonly eventLog: EventLog;
  readonly lastSeen: LastSeen;
  /** A quantity that was heard for the first time has changed a sensor. */
  readonly onChange: () => Promise<void>;
  readonly log: Log;
}): Consumer => {
  const { eventLog, lastSeen, onChange, log } = ground;
  return eventLog.consume({
    topic: readingsAccepted,
    group: 'sensors.last-seen',
    batchSize: 5_000,
    async handle(records, signal) {
      const sightings = sightingsOf(records.map(({ value }) => value));
      if (sightings.length === 0) return;
      const newlyHeard = await lastSeen.note(sightings);
      if (newlyHeard > 0) await onChange();
      if (records.length < fewRecords)
        await setTimeout(gatherMs, undefined, { signal }).catch(() => undefined);
    },
    isTransient: isAway,
    onDeadLetter: ({ key, cause, position }) =>
      log.error({ sensorId: key, cause, position }, 'A reading could not be noted as last seen'),
  });
};
