import type { EventLog, LogRecord } from '@aqmrg/platform/ports/event-log.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { follow } from './follow.ts';

/** What this room knows of sensors: their newest state, kept in memory. It grows with the number of sensors alone. */
export interface Directory {
  find(sensorId: string): SensorChanged | undefined;
  /** Everybody, retired ones too. */
  all(): Iterable<SensorChanged>;
  /** Reads to the log's end; what was registered before this call is known after it. */
  catchUp(): Promise<void>;
  /** Catches up, then follows the log. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const pageSize = 1_000;

export const openDirectory = (eventLog: EventLog, onError: (error: unknown) => void): Directory => {
  const sensors = new Map<string, SensorChanged>();
  const positions: Record<number, number> = {};
  let following: { readonly stop: () => Promise<void> } | undefined;

  const apply = ({ position, value }: LogRecord<SensorChanged>): void => {
    // catching up and following read the same records: what lies behind has been applied
    if (position.offset < (positions[position.partition] ?? 0)) return;
    positions[position.partition] = position.offset + 1;
    sensors.set(value.sensorId, value);
  };

  const catchUp = async (): Promise<void> => {
    for (;;) {
      const page = await eventLog.readFrom(sensorChanged, { ...positions }, pageSize);
      if (page.length === 0) return;
      page.forEach(apply);
    }
  };

  return {
    find: (sensorId) => sensors.get(sensorId),
    all: () => sensors.values(),
    catchUp,
    async start() {
      await catchUp();
      following ??= follow({
        eventLog,
        topic: sensorChanged,
        from: () => ({ ...positions }),
        onPage: (page) => page.forEach(apply),
        onError,
      });
    },
    async stop() {
      await following?.stop();
    },
  };
};
