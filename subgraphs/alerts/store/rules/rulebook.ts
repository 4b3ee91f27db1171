import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { type OnUnreadable, ruleOf } from './rule-rows.ts';

/** All rules that are judged, and the number by which a process knows whether they are still these. */
export interface Rulebook {
  readonly revision: number;
  readonly rules: readonly Rule[];
}

const pageSize = 1_000;

/** Says that the rules have changed: last in the transaction that changes them, so that each waits for the one before and none for two. */
export const turnPage = async (transaction: Prisma.TransactionClient): Promise<void> => {
  await transaction.$executeRaw`
    INSERT INTO alerts.alert_rulebook (id, revision) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET revision = alert_rulebook.revision + 1`;
};

export const openRulebook = ({ client }: Pick<Database, 'client'>, onUnreadable: OnUnreadable) => {
  const bookRevision = async (): Promise<number> =>
    (await client.alertRulebook.findUnique({ where: { id: 1 } }))?.revision ?? 0;

  return {
    /** Grows with every change of a rule. */
    bookRevision,

    /** Every rule that is enabled, of everybody, by id. What changes while it is read has a later revision, and is read again. */
    async book(): Promise<Rulebook> {
      // before the rules: they may be newer than it says, never older
      const revision = await bookRevision();
      const rules: Rule[] = [];
      for (let after: string | undefined = ''; after !== undefined; ) {
        const page: Awaited<ReturnType<typeof client.alertRule.findMany>> = await client.alertRule.findMany({
          where: { isEnabled: true, deletedAt: null, id: { gt: after } },
          orderBy: { id: 'asc' },
          take: pageSize,
        });
        rules.push(...page.flatMap((row) => ruleOf(row, onUnreadable) ?? []));
        after = page.length < pageSize ? undefined : page.at(-1)?.id;
      }
      return { revision, rules };
    },
  };
};
