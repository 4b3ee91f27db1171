import type { Owner } from './export-job.ts';

/** Whether an export is somebody's: their own, or of another in their organisation. */
export const isTheirs = (owner: Owner, asker: Owner): boolean =>
  owner.accountId === asker.accountId ||
  (owner.organisation !== null && owner.organisation === asker.organisation);
