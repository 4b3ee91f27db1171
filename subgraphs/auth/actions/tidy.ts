import { setImmediate } from 'node:timers/promises';
import type { Client } from '../store/accounts.ts';
import { openTidying } from '../store/tidying.ts';

const mostBatches = 20;

/** Deletes what is long over: sessions, used tokens, accounts that nobody let in. Stops after so many batches, and goes on the next time. Resolves with how many rows went. */
export const createTidy =
  ({ client, now }: { readonly client: Client; readonly now: () => number }) =>
  async (signal?: AbortSignal): Promise<number> => {
    let gone = 0;
    for (const next of openTidying({ client })) {
      for (let batch = 0; batch < mostBatches && !signal?.aborted; batch += 1) {
        const rows = await next(now());
        gone += rows;
        if (rows === 0) break;
        // others get a turn
        await setImmediate();
      }
    }
    return gone;
  };
