import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { IncidentTidying } from '../../store/incidents/tidying.ts';

/** What was over for so long is forgotten: two years, one of which may be a leap year. */
const keptMs = 731 * 86_400_000;
/** Rows of one statement, an incident with all of its steps: others wait no longer for it than for a batch of readings. */
const rowsAtOnce = 500;

/** Drops what is too old, in statements of bounded size. One process at a time is enough. */
export const createIncidentTidy =
  (tidying: IncidentTidying) =>
  async (now: EpochMs, signal: AbortSignal): Promise<void> => {
    for (const drop of [tidying.dropIncidents, tidying.dropSilences]) {
      while ((await drop(now - keptMs, rowsAtOnce)) === rowsAtOnce) {
        signal.throwIfAborted();
        await setImmediate();
      }
    }
  };
