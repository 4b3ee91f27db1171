import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ForecastsContext } from '../context.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { SensorForecastsArgs } from './types.generated.ts';

const cursorKind = 'forecasts';

type Payload = readonly [sensorId: string, quantity: string, issuedAt: EpochMs];

/** A page of one sensor and quantity; edges and their signed cursors are made where they are asked for. */
export interface ForecastPage {
  readonly nodes: Forecast[];
  readonly hasNextPage: boolean;
}

/** A forecast and its cursor. */
export interface ForecastPlace {
  readonly cursor: string;
  readonly forecast: Forecast;
}

const cursorOf = ({ sensorId, quantity, issuedAt }: Forecast, { cursorSecret }: ForecastsContext): string =>
  encodeCursor(cursorKind, [sensorId, quantity, issuedAt] satisfies Payload, cursorSecret);

export const forecastsOf = async (
  sensorId: string,
  args: SensorForecastsArgs,
  { cursorSecret, forecasts }: ForecastsContext,
): Promise<ForecastPage> => {
  const { from, to } = args;
  const quantity = args.quantity ?? 'PM25';
  if (from > to) throw badInput('to', 'to must not lie before from.');
  const first = pageSize(args.first, { usual: 24, largest: 200 });
  const after = args.after ? (decodeCursor(cursorKind, args.after, cursorSecret) as Payload) : undefined;
  if (after && (after[0] !== sensorId || after[1] !== quantity))
    throw badInput('after', 'This cursor belongs to the forecasts of another sensor or quantity.');
  const found = await forecasts.page({
    ...{ sensorId, quantity, from, to },
    after: after?.[2] ?? null,
    limit: first + 1,
  });
  return { nodes: found.slice(0, first), hasNextPage: found.length > first };
};

export const edgesOf = ({ nodes }: ForecastPage, context: ForecastsContext): ForecastPlace[] =>
  nodes.map((forecast) => ({ cursor: cursorOf(forecast, context), forecast }));

export const pageInfoOf = ({ nodes, hasNextPage }: ForecastPage, context: ForecastsContext) => {
  const last = nodes.at(-1);
  return { hasNextPage, endCursor: last ? cursorOf(last, context) : null };
};
