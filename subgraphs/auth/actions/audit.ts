import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type AuditNote, type Integrity, verifyChain } from '../domain/audit-chain.ts';
import type { Client } from '../store/accounts.ts';
import { openAuditLog, type TimedNote } from '../store/audit.ts';

/** What was done is written down: who, from where, what, to whom. */
export interface Audit {
  /**
   * Resolves when the entry is stored; rejects where it cannot be, and with OVERLOADED where too many wait. For what stands whether
   * or not it is written down: a sign-in that was refused. Never inside a transaction, which it would wait for.
   */
  note(entry: AuditNote): Promise<void>;
  /**
   * In the transaction of the act itself, as its last statement: the act and its entry are stored together or not at all. For
   * whatever changes rights. Last, because whoever else writes waits for the end of this transaction.
   */
  noteWithin(transaction: Client, ...entries: readonly AuditNote[]): Promise<void>;
  /** For what an event tells, which may come again: entries that stand there with the same particulars are left out. Rejects where they cannot be stored. */
  noteOnce(entries: readonly TimedNote[]): Promise<void>;
  /** Hashes all of it again; `kept` is a head that was noted before. */
  verify(options?: { readonly kept?: string; readonly signal?: AbortSignal }): Promise<Integrity>;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly note: TimedNote;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** At once: what is written in one transaction. */
const mostAtOnce = 500;

export const createAudit = (ground: {
  readonly database: Pick<Database, 'client'>;
  readonly now: () => number;
  /** Notes that may wait: a flood of refused sign-ins must not fill the memory. Default 1,000. */
  readonly maxWaiting?: number;
}): Audit => {
  const { database, now, maxWaiting = 1_000 } = ground;
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const notes = batch.map(({ note }) => note);
      await database.client.$transaction((client) => openAuditLog({ client }).append(notes));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  /** While one batch is written, the next one gathers. */
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await write(waiting.splice(0, mostAtOnce));
    writing = undefined;
  };

  return {
    async note(entry) {
      if (waiting.length >= maxWaiting)
        throw new AirError('OVERLOADED', 'Too much waits to be written into the audit log.', {
          retryAfterSeconds: 1,
        });
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ note: { ...entry, at: now() }, resolve, reject });
      writing ??= writeAll();
      await promise;
    },
    async noteWithin(client, ...entries) {
      const at = now();
      if (entries.length > 0)
        await openAuditLog({ client }).append(entries.map((entry) => ({ ...entry, at })));
    },
    async noteOnce(entries) {
      await database.client.$transaction(async (client) => {
        const auditLog = openAuditLog({ client });
        const missing = await auditLog.missing(entries);
        if (missing.length > 0) await auditLog.append(missing);
      });
    },
    verify({ kept, signal } = {}) {
      const pages = async function* () {
        for await (const page of openAuditLog(database).pages()) {
          signal?.throwIfAborted();
          yield page;
        }
      };
      return verifyChain(pages(), kept);
    },
    async settled() {
      await writing;
    },
  };
};
