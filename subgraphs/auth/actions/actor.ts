import type { Caller } from '@aqmrg/platform/caller.ts';
import { type Client, openAccounts } from '../store/accounts.ts';

/** Who does something, and from which address. */
export interface Actor {
  readonly caller: Caller;
  readonly from?: string | undefined;
}

/** As the audit log names them. */
export const namedIn = ({ caller, from }: Actor) => ({ actor: caller.id, address: from });

/**
 * Who asks, by their account as it stands and not by their token, which was judged before: behind `lockRights` it is what it will be when the
 * transaction is over. Whoever may not sign in any more may nothing.
 */
export const callerNow = async (client: Client, { caller }: Actor): Promise<Caller> => {
  if (caller.kind !== 'user') return caller;
  const [account] = await openAccounts({ client }).byIds([caller.id]);
  if (account?.status !== 'ACTIVE')
    return { ...caller, role: 'PUBLIC', organisation: null, organisationRole: null };
  const { role, organisationId: organisation, organisationRole } = account;
  return { ...caller, role, organisation, organisationRole };
};
