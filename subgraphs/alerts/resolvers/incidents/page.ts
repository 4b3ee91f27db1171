import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { viewerOf } from '../../actions/incidents/asker.ts';
import type { AlertsContext } from '../../context.ts';
import type { IncidentPlace } from '../../store/incidents/conditions.ts';
import type {
  AlertConnectionResolvers,
  AlertEdgeResolvers,
  QueryAlertsArgs,
  SensorAlertsArgs,
} from '../types.generated.ts';
import { filterOf } from './filter.ts';
import { loadersOf } from './loaders.ts';

/** A cursor is a place in the order of all incidents, so it is good for each list of them. */
const cursorKind = 'alerts';
type Payload = readonly [startedAt: EpochMs, id: string];

const largest = 200;

/** Newest first; edges and their signed cursors are made where they are asked for. */
export interface AlertPage {
  readonly nodes: Incident[];
  readonly hasNextPage: boolean;
}

/** An incident and its cursor. */
export interface AlertPlace {
  readonly cursor: string;
  readonly incident: Incident;
}

type Secret = Pick<AlertsContext, 'cursorSecret'>;

const cursorOf = ({ startedAt, id }: Incident, { cursorSecret }: Secret): string =>
  encodeCursor(cursorKind, [startedAt, id] satisfies Payload, cursorSecret);

const placeOf = (cursor: string | null | undefined, { cursorSecret }: Secret): IncidentPlace | null => {
  // an empty text is a cursor that was lost, not one that was never there
  if (cursor === null || cursor === undefined) return null;
  const [startedAt, id] = decodeCursor(cursorKind, cursor, cursorSecret) as Payload;
  return { startedAt, id };
};

/** One more than was asked for says whether there are more. */
const pageOf = (found: readonly Incident[], first: number): AlertPage => ({
  nodes: found.slice(0, first),
  hasNextPage: found.length > first,
});

export const alertsPage = async (
  { filter, first, after }: Partial<QueryAlertsArgs>,
  context: AlertsContext,
): Promise<AlertPage> => {
  const size = pageSize(first, { usual: 50, largest });
  const found = await context.incidents.page(filterOf(filter), {
    viewer: viewerOf(context.caller),
    after: placeOf(after, context),
    limit: size + 1,
  });
  return pageOf(found, size);
};

/** The pages of many sensors are one question. */
export const alertsOfSensor = async (
  sensorId: string,
  { first, after }: Partial<SensorAlertsArgs>,
  context: AlertsContext,
): Promise<AlertPage> => {
  const size = pageSize(first, { usual: 20, largest });
  const page = { sensorId, after: placeOf(after, context), limit: size + 1 };
  return pageOf(await loadersOf(context).ofSensor.load(page), size);
};

export const connectionFields: AlertConnectionResolvers = {
  edges: ({ nodes }, _args, context) =>
    nodes.map((incident) => ({ cursor: cursorOf(incident, context), incident })),
  pageInfo({ nodes, hasNextPage }, _args, context) {
    const last = nodes.at(-1);
    return { hasNextPage, endCursor: last === undefined ? null : cursorOf(last, context) };
  },
};

export const edgeFields: AlertEdgeResolvers = { node: ({ incident }) => incident };
