import type { Clock, FileFormat, Instant } from '../../../ports/series-files.ts';
import { steadyOffsetMs } from '../../series/steady-zone.ts';
import type { Extent, Extents, Writing } from './writing.ts';

/** Which instants lie in which stretch of time. */
const kinds = {
  periodStart: 'period',
  periodEnd: 'period',
  originalPeriodStart: 'original',
  originalPeriodEnd: 'original',
  receivedAt: 'received',
} as const satisfies Record<Instant, keyof Extents>;

const patterns = { LOCAL: '%Y-%m-%dT%H:%M:%S.%g', LOCAL_BASIC: '%Y%m%dT%H%M' } as const;
type LocalClock = keyof typeof patterns;

const offsetPatterns = { LOCAL: '%H:%M', LOCAL_BASIC: '%H%M' } as const;

/** +03:00, or +0300. */
const offsetText = (ms: number, clock: LocalClock): string => {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${ms < 0 ? '-' : '+'}${parts.join(clock === 'LOCAL' ? ':' : '')}`;
};

/** An instant, of SQL that gives epoch ms. */
export const utc = (ms: string, format: FileFormat): string =>
  format === 'PARQUET'
    ? `make_timestamp_ms(${ms})::TIMESTAMPTZ`
    : `strftime(make_timestamp_ms(${ms}), '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** How far ahead of UTC each zone is; undefined where that changes. */
const offsetsOf = (zones: readonly string[], extent: Extent): Map<string, number | undefined> => {
  const [first, last] = extent ?? [0, 0];
  return new Map([...new Set(zones)].map((zone) => [zone, steadyOffsetMs(zone, first, last)]));
};

/** On the clock of each sensor: by plain arithmetic where that does not change, else ICU is asked of each row. */
const local = (ms: string, clock: LocalClock, instant: Instant, writing: Writing): string => {
  const { members, extents, ofMember } = writing;
  const kind = kinds[instant];
  const offsets = offsetsOf(
    members.map(({ sensor }) => sensor.timeZone),
    extents[kind],
  );
  const offsetMs = (zone: string): number | null => offsets.get(zone) ?? null;
  const known = new Set(offsets.values());
  const [only] = known;
  if (known.size === 1 && only !== undefined) {
    const text = `strftime(make_timestamp_ms(${ms} + ${only}), '${patterns[clock]}${offsetText(only, clock)}')`;
    return kind === 'period' ? writing.ofPeriod(`${instant} ${clock}`, text) : text;
  }
  const steady = ofMember(`ahead_${kind}`, 'NUMBER', ({ sensor }) => offsetMs(sensor.timeZone));
  const zone = ofMember('zone', 'TEXT', ({ sensor }) => sensor.timeZone);
  const asked = `epoch_ms(timezone(${zone}, make_timestamp_ms(${ms})::TIMESTAMPTZ)) - ${ms}`;
  const ahead = known.has(undefined) ? `coalesce(${steady}::BIGINT, ${asked})` : `${steady}::BIGINT`;
  return `strftime(make_timestamp_ms(${ms} + ${ahead}), '${patterns[clock]}')
    || CASE WHEN ${ahead} < 0 THEN '-' ELSE '+' END || strftime(make_timestamp_ms(abs(${ahead})), '${offsetPatterns[clock]}')`;
};

/** Of SQL that gives this instant as epoch ms. */
export const instantOn = (clock: Clock, instant: Instant, ms: string, writing: Writing): string => {
  if (clock !== 'UTC') return local(ms, clock, instant, writing);
  const text = utc(ms, writing.piece.format);
  return kinds[instant] === 'period' ? writing.ofPeriod(`${instant} ${clock}`, text) : text;
};
