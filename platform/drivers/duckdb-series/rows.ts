import type { Provenance, QualityTest, Reading } from '@aqmrg/schema/events/readings.ts';
import type { QualityFlag, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { DuckDBValue } from '@duckdb/node-api';
import type { LogPlace, StoredReading } from '../../ports/series.ts';
import type { SeriesKey } from '../series/order.ts';
import { type ColumnName, type readingColumns, textSeparator } from './schema.ts';

/** The part of a provenance that repeats from row to row. */
type Origin = Pick<
  Provenance,
  'rawUnit' | 'variant' | 'source' | 'reportedBy' | 'delivery' | 'calibration'
> & { readonly corrections: readonly { readonly id: string; readonly version: string }[] };

/** `texts`, split: in the order of `textNames`. */
type Texts = readonly [
  quality: QualityFlag,
  unit: Unit,
  tests: string,
  origin: string,
  channels: string,
  correctionInputs: string,
  ...contentHash: string[],
];

interface ProvenanceTexts {
  readonly origin: string;
  readonly channels: string;
  readonly correctionInputs: string;
}

const originOf = ({ rawUnit, variant, source, reportedBy, delivery, calibration, corrections }: Provenance) =>
  JSON.stringify({
    rawUnit,
    variant,
    source,
    reportedBy,
    delivery,
    calibration,
    corrections: corrections.map(({ id, version }) => ({ id, version })),
  } satisfies Origin);

const textOrNull = (list: readonly unknown[]): string | null =>
  list.length === 0 ? null : JSON.stringify(list);

const msOrNull = (ms: number | undefined): bigint | null => (ms === undefined ? null : BigInt(ms));

/** One cell of each column. */
export const cellsOf = (
  { reading, reportedAt, causedBy, contentHash, knownAt }: StoredReading,
  series: number,
): Record<ColumnName, DuckDBValue> => ({
  series,
  period_start: BigInt(reading.periodStart),
  period_end: BigInt(reading.periodEnd),
  value: reading.value,
  unit: reading.unit,
  uncorrected: reading.uncorrected,
  revision: reading.revision,
  quality: reading.quality,
  tests: JSON.stringify(reading.tests),
  origin: originOf(reading.provenance),
  raw_value: reading.provenance.rawValue,
  channels: textOrNull(reading.provenance.channels),
  correction_inputs: textOrNull(reading.provenance.corrections.map(({ inputs }) => inputs)),
  replay_start: msOrNull(reading.provenance.replayOf?.periodStart),
  replay_end: msOrNull(reading.provenance.replayOf?.periodEnd),
  received_at: BigInt(reading.receivedAt),
  known_at: BigInt(knownAt),
  reported_partition: reportedAt.partition,
  reported_offset: BigInt(reportedAt.offset),
  reported_index: reportedAt.index,
  caused_partition: causedBy.partition,
  caused_offset: BigInt(causedBy.offset),
  caused_index: causedBy.index,
  content_hash: contentHash,
});

export type NumberName = {
  [N in ColumnName]: (typeof readingColumns)[N] extends 'VARCHAR' ? never : N;
}[ColumnName];

/** What `selectList` selects. */
export type RowColumns = Readonly<Record<NumberName, readonly (number | null)[]>> & {
  readonly texts: readonly string[];
};

/** Parses each distinct text once: most rows of a page share theirs, frozen. */
const parserOnce = <T>(): ((text: string) => T) => {
  const parsed = new Map<string, T>();
  return (text) => {
    let value = parsed.get(text);
    if (value === undefined) {
      value = JSON.parse(text, (_, part) => Object.freeze(part)) as T;
      parsed.set(text, value);
    }
    return value;
  };
};

const parseList = <T>(text: string): T[] => (text === '' ? [] : (JSON.parse(text) as T[]));

/** Reads back the rows of a result. */
export const rowReader = (columns: RowColumns, keyOf: (series: number) => SeriesKey) => {
  const testsOf = parserOnce<QualityTest[]>();
  const originOf = parserOnce<Origin>();
  const number = (name: NumberName, row: number) => columns[name][row] as number;
  const textsOf = (row: number) => (columns.texts[row] as string).split(textSeparator) as unknown as Texts;

  const provenance = (row: number, { origin, channels, correctionInputs }: ProvenanceTexts): Provenance => {
    const { corrections, ...repeated } = originOf(origin);
    const inputs = parseList<Record<string, number>>(correctionInputs);
    return {
      ...repeated,
      rawValue: number('raw_value', row),
      channels: parseList(channels),
      replayOf:
        columns.replay_start[row] === null
          ? null
          : { periodStart: number('replay_start', row), periodEnd: number('replay_end', row) },
      corrections: corrections.map((correction, at) => ({ ...correction, inputs: inputs[at] ?? {} })),
    };
  };

  const reading = (row: number, texts = textsOf(row)): Reading => {
    const [quality, unit, tests, origin, channels, correctionInputs] = texts;
    return {
      ...keyOf(number('series', row)),
      periodStart: number('period_start', row),
      periodEnd: number('period_end', row),
      value: number('value', row),
      unit,
      uncorrected: number('uncorrected', row),
      revision: number('revision', row),
      quality,
      tests: testsOf(tests),
      provenance: provenance(row, { origin, channels, correctionInputs }),
      receivedAt: number('received_at', row),
    };
  };

  const place = (of: 'reported' | 'caused', row: number): LogPlace => ({
    partition: number(`${of}_partition`, row),
    offset: number(`${of}_offset`, row),
    index: number(`${of}_index`, row),
  });

  const stored = (row: number): StoredReading => {
    const texts = textsOf(row);
    return {
      reading: reading(row, texts),
      reportedAt: place('reported', row),
      causedBy: place('caused', row),
      contentHash: texts.slice(6).join(textSeparator),
      knownAt: number('known_at', row),
    };
  };

  const all = <T>(one: (row: number) => T): T[] => Array.from(columns.texts, (_, row) => one(row));
  return { readings: () => all((row) => reading(row)), stored: () => all(stored) };
};
