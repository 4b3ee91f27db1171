import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Issuer } from '../actions/issue.ts';
import type { Shelf } from '../actions/shelf.ts';
import { lastFullHour } from '../domain/hours.ts';
import { wantedBy } from '../domain/refresh.ts';
import { isAway } from '../store/away.ts';

export const refreshGroup = 'forecasts.refresh';

/** A stream of single readings gathers for so long, and asks for one forecast a sensor then. */
const gatherMs = 1_000;
const fewSensors = 250;

interface Ground {
  readonly eventLog: EventLog;
  readonly shelf: Shelf;
  readonly issuer: Issuer;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/**
 * Makes forecasts anew for sensors that told something of the newest hours, each once a batch. The batch is dealt with when they are stored and told, so that a crash costs no
 * forecast; the log waits meanwhile, and no queue grows.
 */
export const refreshForecasts = ({ eventLog, shelf, issuer, now, log }: Ground): Consumer =>
  eventLog.consume({
    topic: readingsAccepted,
    group: refreshGroup,
    batchSize: 5_000,
    async handle(records, signal) {
      await shelf.models(signal);
      const origin = lastFullHour(now());
      const accepted = records.map(({ value }) => value);
      const wanted = wantedBy(accepted, origin, shelf.isForecast, issuer.madeOf);
      if (wanted.length === 0) return;
      await issuer.issue(wanted, origin, signal);
      if (wanted.length < fewSensors)
        await setTimeout(gatherMs, undefined, { signal }).catch(() => undefined);
    },
    isTransient: isAway,
    onDeadLetter: ({ key, cause, position }) =>
      log.error({ sensorId: key, cause, position }, 'A reading could not refresh its forecast'),
  });
