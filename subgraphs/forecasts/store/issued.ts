import { type LiveSource, openLiveSource } from '@aqmrg/platform/live/source.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { Forecast } from '../domain/forecast.ts';

/** What this room tells of forecasts: one a record. */
export const issuedForecasts = (eventLog: EventLog): LiveSource<Forecast> =>
  openLiveSource({ eventLog, topic: forecastIssued, entriesOf: (forecast) => [forecast] });
