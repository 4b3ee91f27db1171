import { hourMs, iso } from '../support/builders.ts';
import type { House } from '../support/placements.ts';

const minuteMs = 60_000;
const rowsPerCall = 50;
const sensorIds = ['roof-1', 'roof-2', 'roof-3'];

export interface Ledger {
  /** `sensor periodStart value` of every row whose call was acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Sends until it is stopped; calls that fail are sent again, as a device does. */
  readonly stop: () => Promise<void>;
}

/** A device that reports minute by minute, and writes down what was acknowledged. */
export const startLedger = (house: House, from: number): Ledger => {
  const acknowledged = new Set<string>();
  let stopped = false;
  let minute = 0;

  const batch = (): Record<string, unknown>[] =>
    Array.from({ length: rowsPerCall }, (_, i) => {
      const start = from + (minute + i) * minuteMs;
      return {
        sensorId: sensorIds[(minute + i) % sensorIds.length],
        quantity: 'PM25',
        periodStart: iso(start),
        periodEnd: iso(start + minuteMs),
        value: 10 + ((minute + i) % 17),
        unit: 'MICROGRAM_PER_CUBIC_METRE',
      };
    });

  const send = async (rows: readonly Record<string, unknown>[]): Promise<void> => {
    while (!stopped) {
      try {
        const response = await house.client.post('/v1/readings?delivery=BACKFILL', JSON.stringify(rows));
        if (response.status === 200) {
          for (const row of rows) acknowledged.add(`${row.sensorId} ${row.periodStart} ${row.value}`);
          return;
        }
      } catch {
        // killed: the same rows again, once it is back
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const sending = (async () => {
    while (!stopped) {
      await send(batch());
      minute += rowsPerCall;
    }
  })();
  return {
    acknowledged,
    stop: async () => {
      stopped = true;
      await sending;
    },
  };
};

/** Every stored row of the ledger's sensors, as the ledger writes them, with how often each key came. */
export const storedRows = async (house: House, from: number): Promise<readonly string[]> => {
  const rows: string[] = [];
  for (const id of sensorIds) {
    let after: string | null = null;
    do {
      const { data } = await house.client.ask(
        `query($id: ID!, $from: DateTime!, $to: DateTime!, $after: Cursor) { sensor(id: $id) { readings(quantity: PM25, from: $from, to: $to, quality: [GOOD, UNKNOWN, SUSPECT, FAIL], first: 5000, after: $after) { nodes { periodStart value } pageInfo { hasNextPage endCursor } } } }`,
        { id, from: iso(from), to: iso(Date.now() + hourMs), after },
      );
      const { nodes, pageInfo } = data.sensor.readings;
      for (const { periodStart, value } of nodes) rows.push(`${id} ${periodStart} ${value}`);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
  }
  return rows;
};
