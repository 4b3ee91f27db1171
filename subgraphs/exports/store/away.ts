import { isPassing } from '@aqmrg/platform/errors/passing.ts';
import { isDatabaseAway } from '@aqmrg/prisma/away.ts';

/** Whether a store is at fault and may recover (unreachable, slow, full, closed, a lost race), not what was sent to it. */
export const isAway = (error: unknown): boolean => isPassing(error) || isDatabaseAway(error);
