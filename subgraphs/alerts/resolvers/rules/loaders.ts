import DataLoader from 'dataloader';
import type { RuleDesk } from '../../actions/rules/desk.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';

/** A receiver of an organisation's. */
interface Named {
  readonly organisation: string;
  readonly id: string;
}

/** What one request reads about rules, each thing once and together. */
export interface RuleLoaders {
  readonly openIncidents: { load(ruleId: string): Promise<number> };
  /** Null where it is gone. */
  readonly receiver: { load(named: Named): Promise<Receiver | null> };
}

const createLoaders = ({ openIncidents, receiversOf }: RuleDesk): RuleLoaders => ({
  openIncidents: new DataLoader(
    async (ids: readonly string[]) => {
      const counts = await openIncidents(ids);
      return ids.map((id) => counts.get(id) ?? 0);
    },
    { maxBatchSize: 500 },
  ),
  receiver: new DataLoader<Named, Receiver | null, string>(
    async (named) => {
      const found = new Map<string, Receiver>();
      for (const [organisation, its] of Map.groupBy(named, (one) => one.organisation)) {
        const receivers = await receiversOf(
          organisation,
          its.map(({ id }) => id),
        );
        for (const receiver of receivers) found.set(receiver.id, receiver);
      }
      return named.map(({ id }) => found.get(id) ?? null);
    },
    { cacheKeyFn: ({ organisation, id }) => `${organisation} ${id}`, maxBatchSize: 500 },
  ),
});

interface Context {
  readonly ruleDesk: RuleDesk;
}
const ofRequests = new WeakMap<Context, RuleLoaders>();

/** Those of a request: they end with it. */
export const loadersOf = (context: Context): RuleLoaders => {
  const known = ofRequests.get(context);
  if (known !== undefined) return known;
  const made = createLoaders(context.ruleDesk);
  ofRequests.set(context, made);
  return made;
};
