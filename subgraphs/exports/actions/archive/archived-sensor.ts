import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { fileSensorOf } from '../find-sensors.ts';

/** A sensor as its files tell of it, as it is known when they are built; of one that nobody registered, its id. */
export const archivedSensor = (sensorId: string, known: SensorChanged | undefined): FileSensor =>
  known === undefined
    ? { id: sensorId, timeZone: 'UTC', reportingIntervalMs: null, facts: { name: sensorId, timeZone: 'UTC' } }
    : fileSensorOf(known);
