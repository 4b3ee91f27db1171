import { randomUUID } from 'node:crypto';
import { service } from '@aqmrg/platform/caller.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { Standing } from './build-rooms.ts';
import { secretOf } from './ground.ts';

export interface SetupToken {
  readonly secret: string;
  /** It was set from outside, and its owner knows it. */
  readonly isGiven: boolean;
}

const admins = '{ users(filter: { role: ADMIN }, first: 1) { totalCount } }';

/** The token that makes the first Admin, as long as there is none; undefined where accounts are kept elsewhere. */
export const unusedSetupToken = async (
  config: Config,
  standing: readonly Standing[],
  links: ReadonlyMap<string, SubgraphLink>,
): Promise<SetupToken | undefined> => {
  if (!standing.some(({ definition }) => definition.name === 'auth')) return undefined;
  const { data, errors } = await (links.get('auth') as SubgraphLink).execute({
    document: admins,
    caller: service('start'),
    requestId: randomUUID(),
    signal: AbortSignal.timeout(10_000),
  });
  const { users } = (data ?? {}) as { readonly users?: { readonly totalCount: number } | null };
  if (!users) throw new Error(`auth does not say whether there is an Admin: ${JSON.stringify(errors)}`);
  if (users.totalCount > 0) return undefined;
  const isGiven = config.SETUP_TOKEN !== undefined;
  return { secret: await secretOf(config.SETUP_TOKEN, config.DATA_DIR, 'setup-token'), isGiven };
};
