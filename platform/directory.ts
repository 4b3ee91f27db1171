import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { follow } from './live/follow.ts';
import type { EventLog, LogRecord } from './ports/event-log.ts';

/** What a room knows of sensors: their newest state, kept in memory. It grows with the number of sensors alone. */
export interface Directory {
  find(sensorId: string): SensorChanged | undefined;
  /** Everybody, retired ones too. */
  all(): Iterable<SensorChanged>;
  /** Ids of the sensors that stand at a site, sorted; empty where none is known. */
  atSite(siteId: string): readonly string[];
  /**
   * Reads to the log's end, so that a sensor registered before this call is known after it. Calls that come while one
   * runs share the next one: a flood of unknown ids costs two reads, not one each.
   */
  catchUp(): Promise<void>;
  /** Catches up, then follows the log. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const pageSize = 1_000;

/** Runs `work` at most once at a time; who comes while it runs shares the run after it. */
const shared = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return run();
    next ??= running.then(run, run);
    return next;
  };
};

export const openDirectory = (eventLog: EventLog, onError: (error: unknown) => void): Directory => {
  const sensors = new Map<string, SensorChanged>();
  const sites = new Map<string, Set<string>>();
  const positions: Record<number, number> = {};
  let following: { readonly stop: () => Promise<void> } | undefined;

  const moveToSite = (sensorId: string, before: string | null, after: string | null): void => {
    if (before === after) return;
    if (before !== null) sites.get(before)?.delete(sensorId);
    if (after === null) return;
    const there = sites.get(after) ?? new Set();
    sites.set(after, there.add(sensorId));
  };

  const apply = ({ position, value }: LogRecord<SensorChanged>): void => {
    // Catching up and following read the same records: what lies behind has been applied.
    if (position.offset < (positions[position.partition] ?? 0)) return;
    positions[position.partition] = position.offset + 1;
    moveToSite(value.sensorId, sensors.get(value.sensorId)?.siteId ?? null, value.siteId);
    sensors.set(value.sensorId, value);
  };

  const readToTheEnd = async (): Promise<void> => {
    for (;;) {
      const page = await eventLog.readFrom(sensorChanged, { ...positions }, pageSize);
      if (page.length === 0) return;
      page.forEach(apply);
    }
  };
  // A read under way may have passed the end before a caller's sensor was there: hence the next one.
  const catchUp = shared(readToTheEnd);

  return {
    find: (sensorId) => sensors.get(sensorId),
    all: () => sensors.values(),
    atSite: (siteId) => [...(sites.get(siteId) ?? [])].sort(),
    catchUp,
    async start() {
      await catchUp();
      following ??= follow({
        tail: (from, signal) => eventLog.tail(sensorChanged, from, signal),
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
