import { createHash } from 'node:crypto';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** One thing that was done, or tried. */
export interface AuditNote {
  /** An account's or a key's id, or a service. */
  readonly actor: string;
  /** From which address. */
  readonly address?: string | null | undefined;
  readonly action: string;
  /** To what: an id. */
  readonly subject?: string | null | undefined;
  /** Never a secret. */
  readonly details?: { readonly [name: string]: Json | undefined } | undefined;
}

export interface AuditEntry {
  /** From 1, without a hole. */
  readonly number: number;
  readonly at: EpochMs;
  readonly actor: string;
  readonly address: string | null;
  readonly action: string;
  readonly subject: string | null;
  /** Canonical JSON text. */
  readonly details: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** A place in the chain: what the next entry is linked to. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
}

export const beforeTheFirst: ChainEnd = { number: 0, hash: '0'.repeat(64) };

const longestText = 256;
const longestDetails = 4_096;

// What strangers send stands in here too: it must neither fill the log nor be what the database refuses.
const plain = (text: string): string =>
  text.replaceAll('\0', '').toWellFormed().slice(0, longestText).toWellFormed();
const plainOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : plain(text);

const detailsText = (details: AuditNote['details']): string => {
  const text = canonicalJson(details ?? {});
  return text.length > longestDetails ? canonicalJson({ leftOut: text.length }) : text;
};

/** SHA-256, hexadecimal, of the hash before and the canonical JSON of the entry, in which `at` is ISO 8601 and `details` a text. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string => {
  const { number, at, actor, address, action, subject, details } = entry;
  const text = canonicalJson({
    number,
    at: new Date(at).toISOString(),
    actor,
    address,
    action,
    subject,
    details,
  });
  return createHash('sha256').update(entry.previousHash).update(text).digest('hex');
};

/** The entry that follows, linked to what came before it. */
export const linked = (end: ChainEnd, note: AuditNote, at: EpochMs): AuditEntry => {
  const entry = {
    number: end.number + 1,
    at,
    actor: plain(note.actor),
    address: plainOrNull(note.address),
    action: plain(note.action),
    subject: plainOrNull(note.subject),
    details: detailsText(note.details),
    previousHash: end.hash,
  };
  return { ...entry, hash: hashOf(entry) };
};

/** What hashing the log again has shown. */
export interface Integrity {
  readonly isIntact: boolean;
  readonly entries: number;
  /** The first entry that does not fit; null where all do. */
  readonly firstBroken: number | null;
  /** The hash of the newest entry. */
  readonly head: string;
  /** Whether the hash that was kept elsewhere is still in the chain; null where none was given. */
  readonly holdsKept: boolean | null;
}

/**
 * Reads the whole log, in the order of its numbers, page by page: it keeps no more than one page. `kept` is a head of former
 * times: a log that was cut or written anew from the start is whole in itself, but no longer has it.
 */
export const verifyChain = async (
  pages: AsyncIterable<readonly AuditEntry[]>,
  kept?: string,
): Promise<Integrity> => {
  let end = beforeTheFirst;
  let entries = 0;
  let firstBroken: number | null = null;
  let holdsKept = kept === undefined ? null : kept === beforeTheFirst.hash;
  for await (const page of pages) {
    for (const entry of page) {
      const isInPlace = entry.number === end.number + 1 && entry.previousHash === end.hash;
      if (firstBroken === null && !(isInPlace && entry.hash === hashOf(entry))) firstBroken = entry.number;
      if (firstBroken === null && entry.hash === kept) holdsKept = true;
      end = { number: entry.number, hash: entry.hash };
      entries += 1;
    }
  }
  const isIntact = firstBroken === null && holdsKept !== false;
  return { isIntact, entries, firstBroken, head: end.hash, holdsKept };
};
