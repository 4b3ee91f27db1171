import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma, AlertRule as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Consequences } from '../../domain/rule/differs.ts';
import type { Rule, RuleDefinition } from '../../domain/rule/rule.ts';
import { type Deed, lockRules, writeStanding } from '../cap/standings.ts';
import { columnsFor, columnsOf, type OnUnreadable, rowOf, ruleOf } from './rule-rows.ts';
import { openRulebook, turnPage } from './rulebook.ts';
import { installedFrom } from './stored-definition.ts';

/** As many as an organisation keeps. */
export const mostRules = 2_000;

/** "rule": with the organisation, the same for every process of this room. */
const lockNumber = 0x72756c65;

export interface Replacement {
  readonly id: string;
  /** The one that it was made from. */
  readonly revision: number;
  readonly definition: RuleDefinition;
  readonly consequences: Consequences;
  /** An Admin's own change is seen by an Admin. */
  readonly staysPublished: boolean;
}

const inPlace = { deletedAt: null } as const;

/** Whoever judges lets them wait, and whoever changes a rule with many open incidents takes its time. */
const waiting = { timeout: 30_000, maxWait: 30_000 } as const;

/** What organisations, and the house, want to know of. Each change turns a page of the book in the same transaction. */
export const openRules = (database: Pick<Database, 'client'>, onUnreadable: OnUnreadable) => {
  const { client } = database;

  /** Whether the one row was there to be changed. `deed`: for what may alter what Admins have said of it. */
  const change = (
    { id, revision }: { readonly id: string; readonly revision?: number },
    dataFor: (row: Row) => Prisma.AlertRuleUpdateInput,
    deed?: Deed,
  ): Promise<boolean> =>
    client.$transaction(async (transaction) => {
      await lockRules(transaction, [id]);
      const where = { id, ...inPlace, ...(revision === undefined ? {} : { revision }) };
      const before = await transaction.alertRule.findFirst({ where });
      if (before === null) return false;
      const after = await transaction.alertRule.update({ where: { id }, data: dataFor(before) });
      if (deed !== undefined) await writeStanding(transaction, { id, before, after }, deed);
      await turnPage(transaction);
      return true;
    }, waiting);

  return {
    ...openRulebook(database, onUnreadable),

    /** Keeps a new rule; false where its organisation has as many as are kept. One of an organisation after the other, in all processes. */
    create(rule: Rule): Promise<boolean> {
      const { organisation } = rule;
      return client.$transaction(async (transaction) => {
        await transaction.$executeRaw`
          SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisation ?? ''}))`;
        const where = { organisationId: organisation, ...inPlace };
        if ((await transaction.alertRule.count({ where })) >= mostRules) return false;
        await transaction.alertRule.createMany({ data: [rowOf(rule)] });
        await turnPage(transaction);
        return true;
      });
    },

    /** Puts a definition in the place of that revision's; false where it is no longer that one. */
    replace(replacement: Replacement, deed: Deed): Promise<boolean> {
      const { definition, consequences, staysPublished } = replacement;
      const revision = replacement.revision + 1;
      return change(
        replacement,
        (row) => ({
          ...columnsOf(definition, installedFrom(row.definition)),
          ...{ revision, changedAt: new Date(deed.at) },
          ...columnsFor(consequences, revision),
          ...(consequences.saysAnew && !staysPublished ? { isPublished: false } : {}),
        }),
        deed,
      );
    },

    /** Takes a rule away; false where it was gone. Its row stays for what it raised. */
    remove: (id: string, at: EpochMs): Promise<boolean> =>
      change({ id }, () => ({ deletedAt: new Date(at) })),

    /** Shows what it raises to everybody, or no longer; false where it was gone. */
    publish: (id: string, isPublished: boolean, deed: Deed): Promise<boolean> =>
      change({ id }, () => ({ isPublished }), deed),

    /** Says whether this revision is approved; false where it is another. */
    approve: (
      {
        id,
        revision,
        isApproved,
      }: { readonly id: string; readonly revision: number; readonly isApproved: boolean },
      deed: Deed,
    ): Promise<boolean> => change({ id, revision }, () => ({ isApproved }), deed),

    /** Anybody's. */
    async find(id: string): Promise<Rule | null> {
      const row = await client.alertRule.findUnique({ where: { id, ...inPlace } });
      return row && ruleOf(row, onUnreadable);
    },

    /** An organisation's, or the house's own, by their names. */
    async list(organisation: string | null): Promise<readonly Rule[]> {
      const rows = await client.alertRule.findMany({
        where: { organisationId: organisation, ...inPlace },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: mostRules,
      });
      return rows.flatMap((row) => ruleOf(row, onUnreadable) ?? []);
    },
  };
};

export type Rules = ReturnType<typeof openRules>;
