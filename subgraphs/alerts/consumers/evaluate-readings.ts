import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { Evaluator } from '../actions/evaluation/evaluate.ts';
import { isAway } from '../store/away.ts';

interface Ground {
  readonly eventLog: EventLog;
  readonly evaluator: Evaluator;
  readonly log: Log;
}

/** Judges readings as they are accepted. A batch is dealt with when what it raised is stored: a crash before that judges it again, and finds the same. */
export const evaluateReadings = ({ eventLog, evaluator, log }: Ground): Consumer =>
  eventLog.consume({
    topic: readingsAccepted,
    group: 'alerts.evaluate',
    batchSize: 2_000,
    handle: (records, signal) =>
      evaluator.evaluate(
        records.map(({ value }) => value),
        signal,
      ),
    onAssigned: () => evaluator.forgetAll(),
    isTransient: isAway,
    onDeadLetter: ({ key, cause, position }) =>
      log.error({ sensorId: key, cause, position }, 'A reading could not be judged by the rules'),
  });
