import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { ForecastJudge } from '../actions/evaluation/judge-forecasts.ts';
import { isAway } from '../store/away.ts';

interface Ground {
  readonly eventLog: EventLog;
  readonly judgeForecasts: ForecastJudge;
  readonly log: Log;
}

/** Judges forecasts as they are issued. */
export const evaluateForecasts = ({ eventLog, judgeForecasts, log }: Ground): Consumer =>
  eventLog.consume({
    topic: forecastIssued,
    group: 'alerts.evaluate-forecasts',
    batchSize: 500,
    handle: (records) => judgeForecasts(records.map(({ value }) => value)),
    isTransient: isAway,
    onDeadLetter: ({ key, cause, position }) =>
      log.error({ sensorId: key, cause, position }, 'A forecast could not be judged by the rules'),
  });
