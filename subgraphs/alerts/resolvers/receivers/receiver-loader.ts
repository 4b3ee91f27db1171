import DataLoader from 'dataloader';
import type { AlertsContext } from '../../context.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';

type Context = Pick<AlertsContext, 'keptReceivers'>;
type Loader = DataLoader<string, Receiver | null>;

const known = new WeakMap<Context, Loader>();

/** The receivers of one request's deliveries: one question for all. It goes with its context. */
export const receiverLoader = (context: Context): Loader => {
  const found = known.get(context);
  if (found !== undefined) return found;
  const made: Loader = new DataLoader(async (ids) => {
    const receivers = await context.keptReceivers.byIds([...new Set(ids)]);
    const byId = new Map(receivers.map((receiver) => [receiver.id, receiver]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  known.set(context, made);
  return made;
};
