import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { consequencesOf } from '../../domain/rule/differs.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';
import { lockRules, writeStanding } from '../cap/standings.ts';
import { columnsFor, columnsOf, type OnUnreadable, rowOf, ruleOf } from './rule-rows.ts';
import { turnPage } from './rulebook.ts';
import { installedFrom } from './stored-definition.ts';

/** A rule that comes with the house. */
export interface Shipped {
  readonly id: string;
  readonly definition: RuleDefinition;
  /** Of what it is made from: another hash is another rule. */
  readonly hash: string;
}

const maker = 'service:alerts';

const add = async (
  transaction: Prisma.TransactionClient,
  shipped: Shipped,
  at: EpochMs,
): Promise<boolean> => {
  const { id, definition, hash } = shipped;
  const rule = {
    ...{ ...definition, id, revision: 1, organisation: null, isPublished: true, isApproved: false },
    ...{ createdBy: maker, createdAt: at, changedAt: at },
  };
  // another process may begin at the same moment
  const { count } = await transaction.alertRule.createMany({
    data: [rowOf(rule, hash)],
    skipDuplicates: true,
  });
  return count > 0;
};

/**
 * Installs the rules of the house: those that are absent, published and not approved; and those that another version of the house had otherwise. What an Admin
 * did stays: what they took away, switched off or published is so afterwards, and what they rewrote is theirs until the house has another.
 */
export const installHouseRules = (
  { client }: Pick<Database, 'client'>,
  shipped: readonly Shipped[],
  { at, onUnreadable }: { readonly at: EpochMs; readonly onUnreadable: OnUnreadable },
): Promise<void> =>
  client.$transaction(async (transaction) => {
    const ids = shipped.map(({ id }) => id);
    await lockRules(transaction, ids);
    const rows = await transaction.alertRule.findMany({ where: { id: { in: ids } } });
    const known = new Map(rows.map((row) => [row.id, row]));
    let isChanged = false;
    for (const one of shipped) {
      const row = known.get(one.id);
      if (row === undefined) {
        isChanged = (await add(transaction, one, at)) || isChanged;
        continue;
      }
      if (row.deletedAt !== null || installedFrom(row.definition) === one.hash) continue;
      const before = ruleOf(row, onUnreadable);
      // a newer version of the house wrote it
      if (before === null) continue;
      const { isEnabled: _, ...columns } = columnsOf(one.definition, one.hash);
      const revision = row.revision + 1;
      const after = await transaction.alertRule.update({
        where: { id: row.id },
        data: {
          ...{ ...columns, revision, changedAt: new Date(at) },
          ...columnsFor(consequencesOf(before, one.definition), revision),
        },
      });
      await writeStanding(transaction, { id: row.id, before: row, after }, { by: maker, at });
      isChanged = true;
    }
    if (isChanged) await turnPage(transaction);
  });
