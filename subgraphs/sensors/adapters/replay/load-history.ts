import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { hourMs } from './calendar.ts';
import type { ReplayedReading } from './contract.ts';
import { dueReadings } from './embassies.ts';
import type { Recording } from './pack.ts';
import type { Send } from './send.ts';

/** Rows of one report: half of what one call may carry. */
const batchRows = 5_000;

/** Progress is said so often. */
const percentStep = 20;

/** Reports rows of the past, as they come. */
export const loadRows = async (rows: readonly ReplayedReading[], send: Send): Promise<void> => {
  for (let from = 0; from < rows.length; from += batchRows) {
    await send({ readings: rows.slice(from, from + batchRows), delivery: 'BACKFILL' });
  }
};

/**
 * Reports all hours that are due until an instant: all monitors side by side, oldest first, because quality tests look back, and a
 * row that comes before its elders makes revisions. `told` (end of the newest hour told, by monitor) moves on with each durable batch.
 */
export const loadHistory = async (options: {
  readonly recordings: readonly Recording[];
  readonly told: Map<string, EpochMs>;
  readonly until: EpochMs;
  readonly send: Send;
  readonly log: Log;
  readonly now: () => EpochMs;
}): Promise<void> => {
  const { recordings, told, until, send, log, now } = options;
  const missing = (end: EpochMs): readonly ReplayedReading[] =>
    recordings.flatMap((recording) =>
      dueReadings(recording, { after: told.get(recording.monitor.id) ?? until, until: end }),
    );
  const oldest = Math.min(until, ...told.values());
  const sliceMs = Math.max(1, Math.floor(batchRows / Math.max(1, recordings.length))) * hourMs;
  const started = now();
  let rows = 0;
  let percentSaid = 0;
  for (let end = oldest; end < until; ) {
    end = Math.min(until, end + sliceMs);
    const readings = missing(end);
    if (readings.length === 0) continue;
    rows += await send({ readings, delivery: 'BACKFILL' });
    for (const { sensorId, periodEnd } of readings) told.set(sensorId, periodEnd);
    const percent = Math.round((100 * (end - oldest)) / (until - oldest));
    if (percent < percentSaid + percentStep) continue;
    percentSaid = percent;
    log.info({ rows, percent, seconds: (now() - started) / 1000 }, 'Replay loads its history');
  }
  log.info({ rows, seconds: (now() - started) / 1000 }, 'Replay has loaded its history');
};
