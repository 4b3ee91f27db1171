import { makeMinute } from './builders.ts';
import type { GraphClient } from './client.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const sensorIds = ['roof-1', 'roof-2', 'roof-3'];

export interface Reporting {
  /** Resolves with `sensor periodStart` of each row that was acknowledged, in the order of sending. */
  readonly stop: () => Promise<readonly string[]>;
}

/**
 * A device that reports a few rows at a time, minute by minute from the `from`th on, until it is stopped. What is not
 * acknowledged is sent again, as a device does.
 */
export const startReporting = (
  { post }: Pick<GraphClient, 'post'>,
  from = 0,
  { rowsACall = 4, everyMs = 15 } = {},
): Reporting => {
  const acknowledged: string[] = [];
  let stopped = false;
  let minute = from;

  const taken = async (rows: readonly Record<string, unknown>[]): Promise<boolean> => {
    try {
      return (await post('/v1/readings?delivery=BACKFILL', JSON.stringify(rows))).status === 200;
    } catch {
      // the door is away: once more
      return false;
    }
  };

  const send = async (): Promise<void> => {
    while (!stopped) {
      const rows = Array.from({ length: rowsACall }, (_, i) =>
        makeMinute(minute + i, { sensorId: sensorIds[(minute + i) % sensorIds.length] }),
      );
      // a call in hand is brought to its end: else nobody could tell whether it was taken
      while (!(await taken(rows))) await pause(everyMs);
      minute += rowsACall;
      acknowledged.push(...rows.map(({ sensorId, periodStart }) => `${sensorId} ${periodStart}`));
      await pause(everyMs);
    }
  };
  const sending = send();
  return {
    async stop() {
      stopped = true;
      await sending;
      return acknowledged;
    },
  };
};
