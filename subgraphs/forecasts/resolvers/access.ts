import { type AccessTable, asParent, each, everyone } from '@aqmrg/platform/subgraph/access.ts';
import { type EventRules, everyEvent } from '@aqmrg/platform/subgraph/event-rules.ts';

/** Readings are public, and so is what they let expect. */
export const access: AccessTable = {
  Query: each(everyone, 'models forecastSkill'),
  Subscription: { forecastIssued: everyone },
  Sensor: each(everyone, 'id forecast forecasts'),
  ...each(asParent, 'Forecast ForecastInputs ForecastPoint ForecastDay CategoryProbability'),
  ...each(asParent, 'ForecastFallback ForecastUnavailable ForecastSkill DriftWarning Model ModelMetrics'),
  ...each(asParent, 'ForecastConnection ForecastEdge ForecastEvent Gap'),
};

/** Forecasts are public, each of them. */
export const events: EventRules<unknown> = { forecastIssued: everyEvent };
