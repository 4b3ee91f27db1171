import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Where files are downloaded; the export's id and the file's name follow. */
export const downloadDoor = '/v1/exports';

/** How long an address is good. */
export const linkGoodForMs = 3_600_000;

/** What an address is good for: one file, for one account, until an instant. */
export interface Link {
  readonly exportId: string;
  readonly fileName: string;
  /** Stands for the account, and tells nobody which it is. */
  readonly tag: string;
  readonly until: EpochMs;
}

/** Raised where older addresses are to be good no longer. */
const version = 1;

/** What is signed: a list, so that no part can flow over into the next. */
export const signedText = ({ exportId, fileName, tag, until }: Link): string =>
  JSON.stringify([version, exportId, fileName, tag, until]);

/** What is asked of an address, as it came. */
export interface Asked {
  readonly exportId: string;
  readonly fileName: string;
  readonly query: Readonly<Record<string, unknown>>;
}

export interface SignedLink {
  readonly link: Link;
  /** base64url. */
  readonly signature: string;
}

const textIn = (value: unknown, pattern: RegExp): string | null =>
  typeof value === 'string' && pattern.test(value) ? value : null;

/** Null where no address of ours looks so: each link is written in one way only. */
export const readLink = ({ exportId, fileName, query }: Asked): SignedLink | null => {
  const tag = textIn(query.for, /^[\w-]{22}$/);
  const until = textIn(query.until, /^[1-9]\d{0,14}$/);
  const signature = textIn(query.signature, /^[\w-]{43}$/);
  if (tag === null || until === null || signature === null) return null;
  return { link: { exportId, fileName, tag, until: Number(until) }, signature };
};

/** The path and query under which `readLink` finds the same. */
export const pathOf = ({ link, signature }: SignedLink): string => {
  const { exportId, fileName, tag, until } = link;
  const query = new URLSearchParams({ for: tag, until: String(until), signature });
  return `${downloadDoor}/${encodeURIComponent(exportId)}/${encodeURIComponent(fileName)}?${query}`;
};
