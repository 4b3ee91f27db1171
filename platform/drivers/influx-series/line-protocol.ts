import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import { escape as escaping } from '@influxdata/influxdb-client';
import type { HourlyMean, LogPlace, StoredReading } from '../../ports/series.ts';
import type { SeriesKey } from '../series/order.ts';
import { gone, measurements, nanosOf } from './layout.ts';
import { toTag } from './tag-text.ts';

const float = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
const place = ({ partition, offset, index }: LogPlace): string => `"${partition}/${offset}/${index}"`;
/** Quotes and backslashes are escaped; line feeds do not occur in JSON. */
const json = (value: unknown): string => escaping.quoted(JSON.stringify(value));

const rowFields = ({ reading, reportedAt, causedBy, contentHash, knownAt }: StoredReading): string => {
  const { rawValue, ...provenance } = reading.provenance;
  return [
    `value=${float(reading.value)}`,
    `uncorrected=${float(reading.uncorrected)}`,
    `raw=${float(rawValue)}`,
    `revision=${reading.revision}i`,
    `known=${knownAt}i`,
    `received=${reading.receivedAt}i`,
    `unit="${reading.unit}"`,
    `tests=${json(reading.tests)}`,
    `provenance=${json(provenance)}`,
    `reported=${place(reportedAt)}`,
    `caused=${place(causedBy)}`,
    `hash="${toTag(contentHash)}"`,
  ].join(',');
};

const seriesTags = ({ sensorId, quantity }: SeriesKey): string =>
  `quantity=${quantity},sensor=${toTag(sensorId)}`;

const lengthOf = ({ reading }: StoredReading): number => reading.periodEnd - reading.periodStart;

const standing = (row: StoredReading, quality: QualityFlag): string =>
  `${measurements.reading},length=${lengthOf(row)},quality=${quality},${seriesTags(row.reading)}`;

/** The current row of its key. */
export const rowLine = (row: StoredReading): string =>
  `${standing(row, row.reading.quality)} ${rowFields(row)} ${nanosOf(row.reading.periodStart)}`;

/** Where a row of this key stood with another quality: what is searched for there is found no more. */
export const goneLine = (row: StoredReading, quality: QualityFlag): string =>
  `${standing(row, quality)} value=${gone},uncorrected=${gone},revision=0i,provenance="{}" ${nanosOf(row.reading.periodStart)}`;

/** A row that is current no longer. `until`: when what replaced it became known, epoch ms. */
export const revisionLine = (row: StoredReading, until: EpochMs): string => {
  const { reading } = row;
  const time = nanosOf(reading.periodStart) + BigInt(reading.revision);
  const fields = `${rowFields(row)},quality="${reading.quality}",until=${until}i`;
  return `${measurements.revision},length=${lengthOf(row)},${seriesTags(reading)} ${fields} ${time}`;
};

/** JSON knows no −0. */
const signed: ReadonlySet<string> = new Set(['value', 'uncorrected', 'rawValue']);
export const readingText = (reading: Reading): string =>
  JSON.stringify(reading, (name, part) => (signed.has(name) && Object.is(part, -0) ? '-0' : part));
export const readingIn = (text: string): Reading =>
  JSON.parse(text, (name, part) => (signed.has(name) && part === '-0' ? -0 : part));

/**
 * The newest reading of its series. It takes the place of the one before: as one field, so that whoever reads meanwhile gets the one or the other, and not
 * some of both.
 */
export const latestLine = ({ reading }: StoredReading): string => {
  const text = escaping.quoted(readingText(reading));
  const fields = `reading=${text},start=${reading.periodStart}i,end=${reading.periodEnd}i,revision=${reading.revision}i`;
  return `${measurements.latest},${seriesTags(reading)} ${fields} 0`;
};

/** An hour of which nothing is left has the count 0. */
export const hourLine = (hour: HourlyMean): string =>
  `${measurements.hour},${seriesTags(hour)} mean=${float(hour.mean)},count=${hour.count}i,covered=${hour.coveredMs}i ${nanosOf(hour.hourStart)}`;
