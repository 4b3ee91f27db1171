import type { Log } from '@aqmrg/platform/log.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { changeOf } from '../domain/sensor.ts';
import type { Publications } from '../store/publications.ts';

const pageSize = 500;
const firstPauseMs = 200;
const longestPauseMs = 30_000;

export interface Publisher {
  /**
   * Resolves when everything that was changed before the call is in the event log, or when the log would not take it:
   * then it is tried again until it does. Never rejects: the change itself is stored.
   */
  publish(): Promise<void>;
  stop(): Promise<void>;
}

/** Brings changes from the registry to the event log. One pass at a time; calls during a pass lead to one more. */
export const createPublisher = (ground: {
  readonly publications: Publications;
  readonly eventLog: EventLog;
  readonly log: Log;
}): Publisher => {
  const { publications, eventLog, log } = ground;
  let running: Promise<void> | undefined;
  let isWanted = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;

  const publishPage = (): Promise<number> =>
    publications.publishNext(pageSize, async (sensors) => {
      await eventLog.append(
        sensorChanged,
        sensors.map((sensor) => ({ key: sensor.id, value: changeOf(sensor) })),
      );
    });

  const failed = (error: unknown): void => {
    if (isStopped) return;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
    failures += 1;
    log.warn({ err: error, failures, pauseMs }, 'Sensor changes could not be published; trying again');
    clearTimeout(retry);
    retry = setTimeout(publish, pauseMs);
  };

  const pass = async (): Promise<void> => {
    try {
      while (isWanted && !isStopped) {
        isWanted = false;
        while ((await publishPage()) === pageSize && !isStopped);
      }
      failures = 0;
    } catch (error) {
      failed(error);
    } finally {
      // in the same breath as the last look at isWanted, or a call in between would be forgotten
      running = undefined;
    }
  };

  const publish = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    isWanted = true;
    running ??= pass();
    return running;
  };

  return {
    publish,
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      await running;
    },
  };
};
