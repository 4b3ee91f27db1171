import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportTidying } from '../../store/tidying.ts';

const isExport = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
const atOnce = 1_000;

interface Ground {
  readonly scratch: string;
  readonly tidying: Pick<ExportTidying, 'ended'>;
  /** Whether this process is writing it, and may not have heard yet that it ended. */
  readonly isUnderWay: (id: string) => boolean;
}

/** Removes what is left on this machine's disk of exports that have ended, or that nobody knows any more. */
export const sweepScratch = async ({ scratch, tidying, isUnderWay }: Ground): Promise<void> => {
  const ids = (await readdir(scratch).catch(() => [])).filter(isExport);
  for (let from = 0; from < ids.length; from += atOnce)
    // what has ended is not begun again
    for (const id of await tidying.ended(ids.slice(from, from + atOnce)))
      if (!isUnderWay(id)) await rm(join(scratch, id), { recursive: true, force: true });
};
