import { iso, minuteMs } from '../support/builders.ts';
import type { GraphClient } from '../support/client.ts';

const rowsPerCall = 1_000;
const connections = 8;
const pageSize = 500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Rows {
  /** How many there are: whole minutes of every sensor. */
  readonly count: number;
  /** Calls of up to 1,000 rows of NDJSON, by who sends them: one after the other where there are several senders. */
  readonly senders: readonly (readonly string[])[];
  /** When the last of their periods ends, as the graph tells it. */
  readonly lastPeriodEnd: string;
  /** The same in epoch ms: where the next rows may begin. */
  readonly end: number;
}

/** Rows of some sensors, minute by minute. */
const bodiesOf = (minutes: number, from: number, sensors: readonly (readonly [number, string])[]) => {
  const lines: string[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const start = from + minute * minuteMs;
    const times = { periodStart: iso(start), periodEnd: iso(start + minuteMs) };
    for (const [i, sensorId] of sensors) {
      // moves as air does, so that no test has a reason to flag it
      const value =
        Math.round((20 + 8 * Math.sin(start / 7_200_000 + i) + ((i * 7 + minute) % 5) / 10) * 10) / 10;
      const row = { sensorId, quantity: 'PM25', ...times, value, unit: 'MICROGRAM_PER_CUBIC_METRE' };
      lines.push(JSON.stringify(row));
    }
  }
  const bodies: string[] = [];
  for (let at = 0; at < lines.length; at += rowsPerCall)
    bodies.push(lines.slice(at, at + rowsPerCall).join('\n'));
  return bodies;
};

/** As many rows as are wanted, or as whole minutes allow: all from one sender, or each of several has sensors of its own. */
export const makeRows = (wanted: number, from: number, ids: readonly string[], senders = 1): Rows => {
  const minutes = Math.max(1, Math.floor(wanted / ids.length));
  const end = from + minutes * minuteMs;
  const numbered = ids.map((id, i) => [i, id] as const);
  return {
    count: minutes * ids.length,
    senders: Array.from({ length: senders }, (_, sender) =>
      bodiesOf(
        minutes,
        from,
        numbered.filter(([i]) => i % senders === sender),
      ),
    ),
    lastPeriodEnd: iso(end),
    end,
  };
};

const sendOne = async ({ post }: Pick<GraphClient, 'post'>, body: string): Promise<void> => {
  for (;;) {
    const response = await post('/v1/readings?delivery=BACKFILL', body, {
      'content-type': 'application/x-ndjson',
    });
    const answer = (await response.json()) as { refused?: readonly unknown[] };
    if (response.status === 200 && answer.refused?.length === 0) return;
    if (response.status !== 429) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    await pause(1_000 * Number(response.headers.get('retry-after') ?? 1));
  }
};

/**
 * Resolves when every row was acknowledged. One sender has its calls under way side by side, as who brings in history; several have one each,
 * so that each sensor's rows come in order. Calls that are told to come back do so.
 */
export const sendRows = async (client: Pick<GraphClient, 'post'>, { senders }: Rows): Promise<void> => {
  const sideBySide = senders.length === 1 ? connections : 1;
  await Promise.all(
    senders.flatMap((bodies) => {
      const waiting = bodies.values();
      return Array.from({ length: sideBySide }, async () => {
        for (const body of waiting) await sendOne(client, body);
      });
    }),
  );
};

const seen = /* GraphQL */ `
  query Seen($first: Int!, $after: Cursor) {
    sensors(filter: { network: "roofs" }, first: $first, after: $after) {
      nodes { lastSeenAt }
      pageInfo { endCursor }
    }
  }
`;

/** Resolves when every sensor was last seen then. That follows the published event, which follows the stored rows. */
export const untilSeen = async (
  { ask }: Pick<GraphClient, 'ask'>,
  sensors: number,
  lastPeriodEnd: string,
  withinMs = 600_000,
): Promise<void> => {
  const deadline = Date.now() + withinMs;
  let after: string | null = null;
  for (let left = sensors; left > 0; ) {
    const first = Math.min(left, pageSize);
    const { data } = await ask(seen, { first, after });
    const nodes: readonly { lastSeenAt: string | null }[] = data.sensors.nodes;
    if (nodes.every(({ lastSeenAt }) => lastSeenAt === lastPeriodEnd)) {
      left -= first;
      after = data.sensors.pageInfo.endCursor;
      continue;
    }
    if (Date.now() > deadline) throw new Error(`not all seen within ${withinMs} ms`);
    // a question costs what it measures
    await pause(250);
  }
};
