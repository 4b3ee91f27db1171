import { everySensor } from '../store/scores.ts';
import { forecastFields, forecastNow, issued, skillOf } from './forecast.ts';
import { type MarkedForecast, subscribeToForecasts } from './live.ts';
import { shownModel } from './models.ts';
import { edgesOf, forecastsOf, pageInfoOf } from './page.ts';
import type { Resolvers } from './types.generated.ts';

export const resolvers: Resolvers = {
  Query: {
    models: (_root, _args, { shelf }) => shelf.list().map(shownModel),
    async forecastSkill(_root, { quantity }, context) {
      const name = { sensorId: everySensor, quantity: quantity ?? 'PM25' };
      return skillOf([...(await context.load.scores.load(name))], true, context);
    },
  },
  Sensor: {
    __resolveReference: ({ id }) => ({ __typename: 'Sensor', id }),
    forecast: ({ id }, { quantity }, context) =>
      forecastNow({ sensorId: id, quantity: quantity ?? 'PM25' }, context),
    forecasts: ({ id }, args, context) => forecastsOf(id, args, context),
  },
  Forecast: forecastFields,
  Model: {
    card: ({ id, version }, _args, { cards }) => (version === null ? null : cards.read({ id, version })),
  },
  ForecastConnection: {
    edges: (page, _args, context) => edgesOf(page, context),
    nodes: ({ nodes }) => nodes.map(issued),
    pageInfo: (page, _args, context) => pageInfoOf(page, context),
  },
  ForecastEdge: { node: ({ forecast }) => issued(forecast) },
  ForecastEvent: {
    change: ({ kind }) => (kind === 'gap' ? 'GAP' : 'ISSUED'),
    forecast: (event) => (event.kind === 'gap' ? null : issued(event.entry)),
    gap: (event) => (event.kind === 'gap' ? { from: event.from, to: event.to, reason: event.reason } : null),
  },
  Subscription: {
    // No `resolve`: the events have the field's name, and access is judged before the stream starts.
    forecastIssued: {
      // Generated types know no marks: the platform keeps the one without an event away from the field.
      async subscribe(_root, args, context) {
        await context.liveFeed.started;
        return subscribeToForecasts(args, context) as AsyncIterable<Required<MarkedForecast>>;
      },
    },
  },
};
