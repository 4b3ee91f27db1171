import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { isDatabaseAway } from '@aqmrg/prisma/away.ts';

/** Whether a store or the log is at fault and may recover (unreachable, slow, full, closed, a lost race), not what was sent to it. */
export const isAway = (error: unknown): boolean => error instanceof AirError || isDatabaseAway(error);
