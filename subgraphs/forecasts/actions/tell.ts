import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { forecastExceedance, forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { Exceedances } from '../store/exceedances.ts';
import type { Forecasts } from '../store/forecasts.ts';

const pageSize = 500;

export interface Teller {
  /** Tells the event log what is stored and not told yet. What is told and not marked, because a process ended in between, is told again. */
  tell(): Promise<void>;
}

export const createTeller = (ground: {
  readonly eventLog: EventLog;
  readonly forecasts: Forecasts;
  readonly exceedances: Exceedances;
}): Teller => {
  const { eventLog, forecasts, exceedances } = ground;
  let turn: Promise<unknown> = Promise.resolve();

  const tellAll = async (): Promise<void> => {
    const tellForecasts = () =>
      forecasts.tellNext(pageSize, async (those) => {
        await eventLog.append(
          forecastIssued,
          those.map((value) => ({ key: value.sensorId, value })),
        );
      });
    while ((await tellForecasts()) === pageSize);
    const tellExceedances = () =>
      exceedances.tellNext(pageSize, async (those) => {
        await eventLog.append(
          forecastExceedance,
          those.map((value) => ({ key: value.sensorId, value })),
        );
      });
    while ((await tellExceedances()) === pageSize);
  };

  return {
    tell() {
      const result = turn.then(tellAll);
      turn = result.catch(() => undefined);
      return result;
    },
  };
};
