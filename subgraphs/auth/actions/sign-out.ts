import type { Audit } from './audit.ts';
import type { Asker } from './passwords.ts';
import type { Sessions } from './sessions.ts';

/** Ends sessions of whoever asks. Resolves with how many went on until now. */
export const createSignOut = ({
  sessions,
  audit,
}: {
  readonly sessions: Pick<Sessions, 'end' | 'endAll'>;
  readonly audit: Pick<Audit, 'note'>;
}) => ({
  async here({ accountId, session, from }: Asker): Promise<number> {
    const ended = session === null ? 0 : await sessions.end(accountId, [session], 'sign-out');
    await audit.note({ actor: accountId, address: from, action: 'sign-out', subject: session });
    return ended;
  },

  async everywhere({ accountId, from }: Asker): Promise<number> {
    const ended = await sessions.endAll(accountId, 'sign-out-everywhere');
    await audit.note({ actor: accountId, address: from, action: 'sign-out-everywhere', details: { ended } });
    return ended;
  },
});

export type SignOut = ReturnType<typeof createSignOut>;
