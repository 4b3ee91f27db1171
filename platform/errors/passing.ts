import { AirError } from './air-error.ts';

/** What a store or the log says of itself, never of what was sent to it. */
const ofItself: ReadonlySet<string> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'OVERLOADED',
  'STORAGE_FULL',
  'SHUTTING_DOWN',
]);

/** Whether the same may go well a little later. */
export const isPassing = (error: unknown): boolean => error instanceof AirError && ofItself.has(error.code);
