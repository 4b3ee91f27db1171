import type { FileColumn, Instant, ReadingCell } from '../../../ports/series-files.ts';
import { instantOn } from './clocks.ts';
import { commonCell, noSuchCell, quantityCode, sensorId } from './common.ts';
import { quoted } from './texts.ts';
import type { Writing } from './writing.ts';

/** Epoch ms. */
const instantColumns = {
  periodStart: 'r.period_start',
  periodEnd: 'r.period_end',
  originalPeriodStart: 'r.replay_start',
  originalPeriodEnd: 'r.replay_end',
  receivedAt: 'r.received_at',
} as const satisfies Record<Instant, string>;

/** Of JSON, whose values differ from row to row. */
const channels = `array_to_string(list_transform(
  from_json(r.channels, '[{"name":"VARCHAR","value":"JSON"}]'), lambda one: one.name || '=' || one.value), ' ')`;

const readingCell = (what: ReadingCell, writing: Writing): string => {
  switch (what) {
    case 'sensorId':
      return sensorId(writing);
    case 'quantity':
      return writing.ofMember('quantity', 'TEXT', ({ quantity }) => quantity);
    case 'value':
    case 'revision':
      return `r.${what}`;
    case 'rawValue':
      return 'r.raw_value';
    case 'rawUnit':
      return 'r.raw_unit::VARCHAR';
    case 'unit':
    case 'quality':
    case 'tests':
    case 'variant':
    case 'delivery':
      return `r.${what}::VARCHAR`;
    case 'channels':
      return writing.texts.sql(channels);
    case 'source':
    case 'calibration':
    case 'corrections':
      return writing.texts.sql(`r.${what}::VARCHAR`);
    default:
      return what satisfies never;
  }
};

const qualityCode = (codes: Readonly<Record<string, string>>, { texts }: Writing): string => {
  const cases = Object.entries(codes).map(
    ([flag, code]) => `WHEN ${quoted(flag)} THEN ${quoted(texts.of(code))}`,
  );
  return cases.length === 0 ? 'NULL::VARCHAR' : `CASE r.quality::VARCHAR ${cases.join(' ')} END`;
};

/** As SQL, of a row `r` of a single reading. */
export const cellOfReading = (column: FileColumn, writing: Writing): string => {
  const { cell, name } = column;
  switch (cell.of) {
    case 'reading':
      return readingCell(cell.what, writing);
    case 'time':
      return instantOn(cell.clock, cell.what, instantColumns[cell.what], writing);
    case 'code':
      return cell.from === 'quantity'
        ? quantityCode(cell.codes, name, writing)
        : qualityCode(cell.codes, writing);
    default: {
      const common = commonCell(cell, writing);
      if (common === undefined) throw noSuchCell(column, 'readings');
      return common;
    }
  }
};
