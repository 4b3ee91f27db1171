import { makeMinute, report } from '../support/builders.ts';
import type { GraphClient } from '../support/client.ts';

/** Many rows a second, steadily, until it is stopped. */
export interface Flood {
  /** Resolves with how many rows were taken in all. */
  readonly stop: () => Promise<number>;
}

export interface FloodOptions {
  readonly sensorIds: readonly string[];
  readonly rowsASecond: number;
  readonly everyMs: number;
}

/** Each call carries as many minutes of every sensor as keep the rate; a call that takes long is made up for by those behind it. */
export const startFlood = (
  client: Pick<GraphClient, 'post'>,
  { sensorIds, rowsASecond, everyMs }: FloodOptions,
): Flood => {
  const minutesACall = Math.round((rowsASecond * everyMs) / 1_000 / sensorIds.length);
  const began = performance.now();
  let stopped = false;
  let calls = 0;
  let taken = 0;
  const flowing = (async () => {
    while (!stopped) {
      const first = calls * minutesACall;
      const rows = Array.from({ length: minutesACall }, (_, i) => first + i).flatMap((minute) =>
        sensorIds.map((sensorId) => makeMinute(minute, { sensorId })),
      );
      await report(client, rows);
      taken += rows.length;
      calls += 1;
      const waitMs = began + calls * everyMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  })();
  // it is heard by whoever stops the flood
  flowing.catch(() => undefined);
  return {
    async stop() {
      stopped = true;
      await flowing;
      return taken;
    },
  };
};
