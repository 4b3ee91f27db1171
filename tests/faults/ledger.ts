import { hourMs, iso } from '../support/builders.ts';
import type { GraphClient } from '../support/client.ts';

const minuteMs = 60_000;
const rowsPerCall = 50;
const refusedPauseMs = 100;
const lostPauseMs = 20;
export const roofs: readonly string[] = ['roof-1', 'roof-2', 'roof-3'];

/** A call that was answered, and not acknowledged. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  /** Of the header, s. */
  readonly retryAfter: number;
  readonly ms: number;
}

export interface Ledger {
  readonly sensorIds: readonly string[];
  /** `sensor periodStart value` of every row whose call was acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  readonly refused: readonly Refused[];
  /** Sends until it is stopped; calls that fail are sent again, as a device does. */
  readonly stop: () => Promise<void>;
}

interface House {
  readonly client: Pick<GraphClient, 'ask'>;
}

export interface Device {
  readonly sensorIds?: readonly string[];
  /** Between one call that was acknowledged and the next. */
  readonly pauseMs?: number;
}

/** A device that reports minute by minute, and writes down what was acknowledged. */
export const startLedger = (
  { client }: { readonly client: Pick<GraphClient, 'post'> },
  from: number,
  { sensorIds = roofs, pauseMs = 0 }: Device = {},
): Ledger => {
  const acknowledged = new Set<string>();
  const refused: Refused[] = [];
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

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  const noteRefusal = async (response: Response, ms: number): Promise<void> => {
    const { error } = (await response.json()) as { readonly error: { readonly code: string } };
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    refused.push({ status: response.status, code: error.code, retryAfter, ms });
  };

  const send = async (rows: readonly Record<string, unknown>[]): Promise<void> => {
    while (!stopped) {
      try {
        const began = performance.now();
        const response = await client.post('/v1/readings?delivery=BACKFILL', JSON.stringify(rows));
        if (response.status === 200) {
          for (const row of rows) acknowledged.add(`${row.sensorId} ${row.periodStart} ${row.value}`);
          return;
        }
        await noteRefusal(response, performance.now() - began);
        await pause(refusedPauseMs);
      } catch {
        // killed: the same rows again, once it is back
        await pause(lostPauseMs);
      }
    }
  };

  const sending = (async () => {
    while (!stopped) {
      await send(batch());
      minute += rowsPerCall;
      if (pauseMs > 0) await pause(pauseMs);
    }
  })();
  return {
    sensorIds,
    acknowledged,
    refused,
    stop: async () => {
      stopped = true;
      await sending;
    },
  };
};

export interface StoredRow {
  readonly sensorId: string;
  readonly periodStart: string;
  readonly value: number;
  readonly revision: number;
}

/** Every row of these sensors that can be read, once for each time that it comes. */
export const storedRows = async (
  house: House,
  from: number,
  sensorIds: readonly string[] = roofs,
): Promise<readonly StoredRow[]> => {
  const rows: StoredRow[] = [];
  for (const id of sensorIds) {
    let after: string | null = null;
    do {
      const answer = await house.client.ask(
        `query($id: ID!, $from: DateTime!, $to: DateTime!, $after: Cursor) { sensor(id: $id) { readings(quantity: PM25, from: $from, to: $to, quality: [GOOD, UNKNOWN, SUSPECT, FAIL], first: 5000, after: $after) { nodes { periodStart value revision } pageInfo { hasNextPage endCursor } } } }`,
        { id, from: iso(from), to: iso(Date.now() + hourMs), after },
      );
      if (!answer.data?.sensor?.readings) throw new Error(`not to be read: ${JSON.stringify(answer)}`);
      const { nodes, pageInfo } = answer.data.sensor.readings;
      for (const node of nodes) rows.push({ sensorId: id, ...node });
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
  }
  return rows;
};

/** What is wrong with what is stored: three times nothing. */
export interface Audit {
  /** Acknowledged, and not there. */
  readonly missing: readonly string[];
  /** Keys that come more than once. */
  readonly doubled: readonly string[];
  /** Rows that were sent again are the same rows. */
  readonly revised: readonly StoredRow[];
}
export const allIsWell: Audit = { missing: [], doubled: [], revised: [] };

/** Waits until every acknowledged row is there, not for ever, and compares. */
export const audit = async (
  house: House,
  from: number,
  ledgers: readonly Ledger[],
  withinMs = 30_000,
): Promise<{ readonly stored: readonly StoredRow[]; readonly found: Audit }> => {
  const sensorIds = ledgers.flatMap((ledger) => ledger.sensorIds);
  const compare = async () => {
    const stored = await storedRows(house, from, sensorIds);
    const rows = new Set(
      stored.map(({ sensorId, periodStart, value }) => `${sensorId} ${periodStart} ${value}`),
    );
    const missing = ledgers.flatMap(({ acknowledged }) => [...acknowledged.difference(rows)]);
    return { stored, missing };
  };
  const deadline = Date.now() + withinMs;
  let { stored, missing } = await compare();
  while (missing.length > 0 && Date.now() < deadline) ({ stored, missing } = await compare());
  const byKey = Map.groupBy(stored, ({ sensorId, periodStart }) => `${sensorId} ${periodStart}`);
  return {
    stored,
    found: {
      missing,
      doubled: [...byKey].filter(([, rows]) => rows.length > 1).map(([key]) => key),
      revised: stored.filter(({ revision }) => revision !== 1),
    },
  };
};
