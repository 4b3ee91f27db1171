import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Account } from '../domain/account.ts';
import type { AuditNote } from '../domain/audit-chain.ts';
import { isId } from '../domain/ids.ts';
import { type Done, done, type Refused, refused } from '../domain/outcome.ts';
import { type Client, openAccounts } from '../store/accounts.ts';
import { lockRights } from '../store/lock-rights.ts';
import { type Actor, callerNow, namedIn } from './actor.ts';
import type { Audit } from './audit.ts';

/** What has become of an account. */
interface Applied {
  readonly account: Account;
  /** What else was done with it. */
  readonly notes?: readonly AuditNote[];
}

/** What is to become of an account. */
interface Decision {
  readonly note: Pick<AuditNote, 'action' | 'details'>;
  /**
   * The account first, then what hangs on it, and nothing into the audit log: whoever changes a password locks in this order, and two that do not
   * agree on it wait for each other.
   */
  readonly apply: (client: Client) => Promise<Applied>;
}

interface AccountChange {
  readonly id: string;
  readonly by: Actor;
  /** By what stands, of the account and of who asks; null where it stands so already. Asked twice: whether there is anything to do, and again when nobody else can change it. */
  readonly decide: (account: Account, client: Client, caller: Caller) => Promise<Decision | Refused | null>;
  /** What was handed out and would outlive the change: taken back before it, so that nothing outlives it however this is cut short, and after it, because something may have been handed out in between. */
  readonly takeBack?: (id: string) => Promise<unknown>;
}

/** Changes what an account may; all who do come one after the other. */
export const createAccountChanges =
  ({ database, audit }: { readonly database: Database; readonly audit: Pick<Audit, 'noteWithin'> }) =>
  async ({ id, by, decide, takeBack }: AccountChange): Promise<Done<Account> | Refused> => {
    if (!isId(id)) return refused('NOT_FOUND');

    const judge = async (
      client: Client,
    ): Promise<{ account: Account; decision: Decision | null } | Refused> => {
      const [account] = await openAccounts({ client }).byIds([id]);
      if (account === undefined) return refused('NOT_FOUND');
      const decision = await decide(account, client, await callerNow(client, by));
      return decision !== null && 'reason' in decision ? decision : { account, decision };
    };

    const first = await judge(database.client);
    if ('reason' in first) return first;
    await takeBack?.(id);
    // nothing to change, but whoever asks again because something failed is to find it whole
    if (first.decision === null) return done(first.account);
    const outcome = await database.client.$transaction(async (client) => {
      await lockRights(client);
      const judged = await judge(client);
      if ('reason' in judged) return judged;
      if (judged.decision === null) return done(judged.account);
      const { account, notes = [] } = await judged.decision.apply(client);
      await audit.noteWithin(client, ...notes, { ...namedIn(by), subject: id, ...judged.decision.note });
      return done(account);
    });
    await takeBack?.(id);
    return outcome;
  };

export type ChangeAccount = ReturnType<typeof createAccountChanges>;
