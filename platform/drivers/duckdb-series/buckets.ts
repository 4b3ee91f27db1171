import { badInput } from '../../errors/air-error.ts';
import type { BucketLength } from '../../ports/series.ts';
import { steadyOffsetMs } from '../series/steady-zone.ts';
import { bigints, type Parameters, texts } from './parameters.ts';

/** How a query finds the bucket of a reading `r` of a member `m`: SQL pieces and what is bound in them. */
interface Buckets {
  /** Common table expressions. */
  readonly tables: string;
  readonly join: string;
  /** Epoch ms, as doubles. */
  readonly start: string;
  readonly length: string;
  /** What `span.zone` stands for, of each zone. */
  readonly zones: readonly number[];
  /** What `start` and `length` are computed from, besides. */
  readonly groupBy: string;
  readonly bound: Parameters;
}

/** UTC-epoch aligned. The remainder of a negative time is negative: before 1970 it takes a detour. */
const fixed = (ms: number, { from, zones }: Span): Buckets => {
  const remainder = 'r.period_start % $every';
  return {
    tables: '',
    join: '',
    start: `(r.period_start - ${from >= 0 ? remainder : `(${remainder} + $every) % $every`})::DOUBLE`,
    length: '$every::DOUBLE',
    zones: zones.map(() => 0),
    groupBy: 'starts',
    bound: { every: BigInt(ms) },
  };
};

const dayMs = 86_400_000;
/** Days are counted from Monday 2000-01-03, as time_bucket does. */
const mondayMs = 946_857_600_000;

/** Clocks that stand at one distance from UTC over the whole query, as in most of Africa: plain arithmetic. */
const steady = (days: number, months: number, zone: string, offsets: readonly number[]): Buckets => {
  const local = `(r.period_start + ${zone})`;
  if (days > 0) {
    const step = days * dayMs;
    const within = `(((${local} - ${mondayMs}) % ${step} + ${step}) % ${step})`;
    return {
      tables: '',
      join: '',
      start: `(r.period_start - ${within})::DOUBLE`,
      length: `${step}::DOUBLE`,
      zones: offsets,
      groupBy: 'starts',
      bound: {},
    };
  }
  const bucket = `time_bucket(to_months($every), make_timestamp(${local} * 1000))`;
  return {
    tables: '',
    join: '',
    start: `(epoch_ms(${bucket}) - ${zone})::DOUBLE`,
    // of each bucket, not of each reading
    length: `(epoch_ms(any_value(${bucket}) + to_months($every)) - epoch_ms(any_value(${bucket})))::DOUBLE`,
    zones: offsets,
    groupBy: 'starts',
    bound: { every: months },
  };
};

/** A quarter of the shortest bucket: few slots, and a reading meets two buckets at most; the exact comparison decides. */
const slotMsOf = (days: number): number => (days > 0 ? (days * dayMs) / 4 : 7 * dayMs);

/**
 * Local days and months. Asking ICU for the local date of every reading is three times slower than this: ICU tells where
 * the buckets start, and a hash join by slots of time puts each reading into its own.
 *
 * time_bucket counts days from Monday 2000-01-03 and months from 2000-01-01. A local midnight that comes twice starts its
 * day with the first one (ICU gives the second); one that is skipped, with the instant of the change.
 */
const changing = (days: number, months: number, { zone, zones }: Span): Buckets => {
  const step = days > 0 ? 'to_days($every)' : 'to_months($every)';
  const slotMs = slotMsOf(days);
  // the origin makes every time positive
  const slotOf = (ms: string) => `((${ms} + ${1_000_000 * slotMs}) // ${slotMs})`;
  const local = (ms: string) => `time_bucket(${step}, timezone(zone, make_timestamptz(${ms} * 1000)))`;
  return {
    tables: `,
      zones AS (SELECT unnest($zone_ids) AS zone_id, unnest($zones) AS zone),
      locals AS (
        SELECT zone_id, zone, unnest(generate_series(${local('$from_ms')}, ${local('$to_ms')} + ${step}, ${step})) AS local
        FROM zones
      ),
      instants AS (SELECT zone_id, zone, local, timezone(zone, local) AS instant FROM locals),
      edges AS (
        SELECT zone_id, epoch_ms(
          CASE WHEN timezone(zone, instant - INTERVAL 1 HOUR) >= local THEN instant - INTERVAL 1 HOUR ELSE instant END
        ) AS start_ms
        FROM instants
      ),
      buckets AS (
        SELECT zone_id, start_ms, lead(start_ms) OVER (PARTITION BY zone_id ORDER BY start_ms) AS end_ms FROM edges
      ),
      slots AS (
        SELECT zone_id, start_ms, end_ms,
          unnest(range(${slotOf('start_ms')}, ${slotOf(`end_ms + ${slotMs - 1}`)})) AS slot
        FROM buckets WHERE end_ms > start_ms
      )`,
    join: `JOIN slots b ON b.zone_id = ${zone} AND b.slot = ${slotOf('r.period_start')}
      AND r.period_start >= b.start_ms AND r.period_start < b.end_ms`,
    start: 'b.start_ms::DOUBLE',
    length: '(any_value(b.end_ms) - b.start_ms)::DOUBLE',
    zones: zones.map((_, at) => at),
    groupBy: 'b.start_ms',
    bound: {
      every: days > 0 ? days : months,
      zone_ids: bigints(zones.map((_, at) => at)),
      zones: texts(zones),
    },
  };
};

interface Span {
  readonly from: number;
  readonly to: number;
  readonly zones: readonly string[];
  /** SQL that tells a reading's zone: its offset, or its place among `zones`. */
  readonly zone: string;
}

/** Local days at both ends of a query reach beyond it. */
const marginMs = 800 * dayMs;

const calendar = (days: number, months: number, span: Span): Buckets => {
  const { from, to, zone, zones } = span;
  if (days > 0 === months > 0) throw badInput('every', 'Count either days or months.');
  const offsets = zones.map((zone) => steadyOffsetMs(zone, from - marginMs, to + marginMs));
  const known = offsets.filter((offset) => offset !== undefined);
  return known.length === zones.length ? steady(days, months, zone, known) : changing(days, months, span);
};

export const bucketsOf = (every: BucketLength, span: Span): Buckets =>
  every.kind === 'fixed' ? fixed(every.ms, span) : calendar(every.days, every.months, span);
