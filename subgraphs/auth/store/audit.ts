import type { Prisma, AuditEntry as Row } from '@aqmrg/prisma/client/client.ts';
import { type AuditEntry, type AuditNote, beforeTheFirst, linked } from '../domain/audit-chain.ts';
import type { Client } from './accounts.ts';

/** A note and when it was taken. */
export interface TimedNote extends AuditNote {
  readonly at: number;
}

export interface AuditFilter {
  readonly actor?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly subject?: string | null | undefined;
}

/** "audi": the same for every process that writes this log. */
const lockNumber = 0x61756469;

const entryOf = ({ at, ...row }: Row): AuditEntry => ({ ...row, at: at.getTime() });

const isAskable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const conditionsOf = (filter: AuditFilter): Prisma.AuditEntryWhereInput[] =>
  (['actor', 'action', 'subject'] as const).flatMap((name) => {
    const wanted = filter[name];
    if (wanted === null || wanted === undefined) return [];
    // the database refuses some texts, and holds none of them
    return [isAskable(wanted) ? { [name]: wanted } : { number: { lt: 0 } }];
  });

const lock = async (transaction: Client): Promise<void> => {
  await transaction.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::bigint)`;
};

export const openAuditLog = ({ client }: { readonly client: Client }) => ({
  /**
   * Adds entries behind the newest one. Only inside a transaction: whoever else would write waits until it is over, and numbers that
   * were given and rolled back are given again.
   */
  async append(notes: readonly TimedNote[]): Promise<void> {
    await lock(client);
    const newest = await client.auditEntry.findFirst({ orderBy: { number: 'desc' } });
    let end = newest ?? beforeTheFirst;
    const entries = notes.map(({ at, ...note }) => {
      const entry = linked(end, note, at);
      end = entry;
      return { ...entry, at: new Date(at) };
    });
    await client.auditEntry.createMany({ data: entries });
  },

  /** Those of these that nobody wrote down yet: of the same subject, action and particulars. Only inside a transaction, in which they are appended then. */
  async missing(notes: readonly TimedNote[]): Promise<TimedNote[]> {
    await lock(client);
    const missing: TimedNote[] = [];
    for (const note of notes) {
      // as it would be stored
      const { action, subject, details } = linked(beforeTheFirst, note, note.at);
      const found = await client.auditEntry.findFirst({
        where: { action, subject, details },
        select: { number: true },
      });
      if (found === null) missing.push(note);
    }
    return missing;
  },

  /** Newest first, before `before`. */
  async page(filter: AuditFilter, first: number, before: number | null): Promise<AuditEntry[]> {
    const place = before === null ? [] : [{ number: { lt: before } }];
    const rows = await client.auditEntry.findMany({
      where: { AND: [...conditionsOf(filter), ...place] },
      orderBy: { number: 'desc' },
      take: first,
    });
    return rows.map(entryOf);
  },

  /** All of it, oldest first, in pages. */
  async *pages(pageSize = 1_000): AsyncIterable<readonly AuditEntry[]> {
    let last: number | undefined;
    for (;;) {
      const rows: Row[] = await client.auditEntry.findMany({
        ...(last === undefined ? {} : { where: { number: { gt: last } } }),
        orderBy: { number: 'asc' },
        take: pageSize,
      });
      if (rows.length === 0) return;
      yield rows.map(entryOf);
      last = rows.at(-1)?.number;
    }
  },
});

export type AuditLog = ReturnType<typeof openAuditLog>;
