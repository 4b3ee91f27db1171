import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AlertsContext } from '../../context.ts';
import type { Delivery } from '../../domain/notify/notice.ts';
import type { LogPlace } from '../../store/receivers/delivery-log.ts';
import type {
  AlertDeliveryConnectionResolvers,
  AlertDeliveryEdgeResolvers,
  QueryAlertDeliveriesArgs,
} from '../types.generated.ts';

const cursorKind = 'alert deliveries';
type Payload = readonly [createdAt: EpochMs, id: string];

/** Newest first; edges and their signed cursors are made where they are asked for. */
export interface DeliveryPage {
  readonly nodes: Delivery[];
  readonly hasNextPage: boolean;
}

/** A message and its cursor. */
export interface DeliveryPlace {
  readonly cursor: string;
  readonly delivery: Delivery;
}

type Secret = Pick<AlertsContext, 'cursorSecret'>;

const cursorOf = ({ createdAt, id }: Delivery, { cursorSecret }: Secret): string =>
  encodeCursor(cursorKind, [createdAt, id] satisfies Payload, cursorSecret);

const placeOf = (cursor: string | null | undefined, { cursorSecret }: Secret): LogPlace | null => {
  if (cursor === null || cursor === undefined) return null;
  const [createdAt, id] = decodeCursor(cursorKind, cursor, cursorSecret) as Payload;
  return { createdAt, id };
};

export const deliveriesPage = async (
  { filter, first, after }: Partial<QueryAlertDeliveriesArgs>,
  context: AlertsContext,
): Promise<DeliveryPage> => {
  const size = pageSize(first, { usual: 50, largest: 200 });
  const place = { after: placeOf(after, context), limit: size + 1 };
  // one more than was asked for says whether there are more
  const found = await context.deliveries.page(filter ?? {}, place, context.caller);
  return { nodes: found.slice(0, size), hasNextPage: found.length > size };
};

export const connectionFields: AlertDeliveryConnectionResolvers = {
  edges: ({ nodes }, _args, context) =>
    nodes.map((delivery) => ({ cursor: cursorOf(delivery, context), delivery })),
  pageInfo({ nodes, hasNextPage }, _args, context) {
    const last = nodes.at(-1);
    return { hasNextPage, endCursor: last === undefined ? null : cursorOf(last, context) };
  },
};

export const edgeFields: AlertDeliveryEdgeResolvers = { node: ({ delivery }) => delivery };
