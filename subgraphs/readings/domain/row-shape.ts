import type { ReportedReading } from '@aqmrg/schema/events/readings.ts';
import {
  type QualityFlag,
  type Quantity,
  qualityFlags,
  quantities,
  type Unit,
  units,
  type Variant,
  variants,
} from '@aqmrg/schema/events/vocabulary.ts';
import { readInstant } from './instant.ts';
import { malformed, type Refusal, refused, shown } from './refusal.ts';

/** A row whose fields have the right types; whether it can be a reading is not judged yet. */
export interface ShapedRow {
  readonly kind: 'shaped';
  readonly sensorId: string;
  readonly reading: ReportedReading;
}

type Channel = NonNullable<ReportedReading['channels']>[number];
type Fields = Readonly<Record<string, unknown>>;

const fieldNames = new Set([
  'sensorId',
  'quantity',
  'periodStart',
  'periodEnd',
  'value',
  'unit',
  'channels',
  'variant',
  'sourceFlag',
  'source',
  'replay',
]);
const known = {
  quantity: new Set<unknown>(quantities),
  unit: new Set<unknown>(units),
  variant: new Set<unknown>(variants),
  sourceFlag: new Set<unknown>(qualityFlags),
};
const notFiniteWords = /^[+-]?(nan|inf|infinity)$/i;
const maxChannels = 16;
const maxIdLength = 128;
const maxTextLength = 200;

/**
 * What data loggers and archives write where there is no value: −999 (AirNow API, docs.airnowapi.org) and −9999 (NOAA
 * and CASTNET files). No quantity of ours can take these values.
 */
export const isMissing = (value: number): boolean => value === -999 || value === -9999;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const notOneOf = (field: keyof typeof known, value: unknown): Refusal =>
  malformed(field, `${shown(value)} is no ${field}: send one of ${[...known[field]].join(', ')}.`);

const notAnInstant = (field: string, value: unknown): Refusal =>
  malformed(
    field,
    `${shown(value)} is no instant: send ISO 8601 with Z or an offset (2026-11-23T06:00:00Z), or epoch milliseconds.`,
  );

const readNumber = (field: string, value: unknown): number | Refusal => {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    return refused(field, 'NOT_FINITE', `${value} is not a finite number: leave the row out.`);
  }
  if (value === null) {
    return refused(field, 'MISSING_VALUE', 'A missing value is a gap: leave the row out.');
  }
  if (typeof value === 'string' && notFiniteWords.test(value.trim())) {
    return refused(field, 'NOT_FINITE', `${shown(value)} is not a finite number: leave the row out.`);
  }
  return malformed(field, `${shown(value)} is no number: send it without quotes, with a decimal point.`);
};

const readChannels = (value: unknown): Channel[] | Refusal => {
  if (!Array.isArray(value)) return malformed('channels', 'channels is a list of {name, value}.');
  if (value.length > maxChannels) {
    return malformed('channels', `A reading has at most ${maxChannels} channels, not ${value.length}.`);
  }
  const channels: Channel[] = [];
  for (const [index, channel] of value.entries()) {
    if (!isObject(channel) || typeof channel.name !== 'string' || channel.name.length > maxIdLength) {
      return malformed(
        `channels.${index}.name`,
        'A channel is {name, value}, with a short text as its name.',
      );
    }
    const read = readNumber(`channels.${index}.value`, channel.value);
    if (typeof read !== 'number') return read;
    if (isMissing(read)) {
      return refused(
        `channels.${index}.value`,
        'MISSING_VALUE',
        `${read} stands for a missing value: leave it out.`,
      );
    }
    channels.push({ name: channel.name, value: read });
  }
  return channels;
};

const readReplay = (value: unknown): ReportedReading['replayOf'] | Refusal => {
  const replay = isObject(value) ? value : {};
  const periodStart = readInstant(replay.originalPeriodStart);
  if (periodStart === undefined) {
    return notAnInstant('replay.originalPeriodStart', replay.originalPeriodStart);
  }
  const periodEnd = readInstant(replay.originalPeriodEnd);
  if (periodEnd === undefined) return notAnInstant('replay.originalPeriodEnd', replay.originalPeriodEnd);
  if (periodEnd <= periodStart) {
    return refused(
      'replay.originalPeriodEnd',
      'PERIOD_REVERSED',
      'The original period ends before it starts.',
    );
  }
  return { periodStart, periodEnd };
};

type Optional = Omit<ReportedReading, 'quantity' | 'periodStart' | 'periodEnd' | 'value' | 'unit'>;

const readOptional = (row: Fields): Optional | Refusal => {
  const read: { -readonly [K in keyof Optional]: Optional[K] } = {};
  if (isGiven(row.channels)) {
    const channels = readChannels(row.channels);
    if ('kind' in channels) return channels;
    if (channels.length > 0) read.channels = channels;
  }
  if (isGiven(row.variant)) {
    if (!known.variant.has(row.variant)) return notOneOf('variant', row.variant);
    read.variant = row.variant as Variant;
  }
  if (isGiven(row.sourceFlag)) {
    if (!known.sourceFlag.has(row.sourceFlag)) return notOneOf('sourceFlag', row.sourceFlag);
    read.sourceFlag = row.sourceFlag as QualityFlag;
  }
  if (isGiven(row.source)) {
    const source = row.source;
    if (typeof source !== 'string' || source.length > maxTextLength) {
      return malformed('source', `source is a text of at most ${maxTextLength} characters.`);
    }
    read.source = source;
  }
  if (isGiven(row.replay)) {
    const replayOf = readReplay(row.replay);
    if (replayOf === undefined || 'kind' in replayOf)
      return replayOf ?? malformed('replay', 'replay is empty.');
    read.replayOf = replayOf;
  }
  return read;
};

/** Reads one row of any door. Times are ISO 8601 text or epoch milliseconds; null stands for a field left out. */
export const shapeRow = (row: unknown): ShapedRow | Refusal => {
  if (!isObject(row))
    return malformed('', 'A row is an object with sensorId, quantity, periodStart and so on.');
  for (const name in row) {
    if (!fieldNames.has(name)) {
      return malformed(
        shown(name).slice(1, -1),
        `There is no such field; a row has ${[...fieldNames].join(', ')}.`,
      );
    }
  }
  const sensorId = row.sensorId;
  if (typeof sensorId !== 'string' || sensorId === '' || sensorId.length > maxIdLength) {
    return malformed(
      'sensorId',
      `${shown(sensorId)} is no sensor id: send the id that the sensor was registered with.`,
    );
  }
  if (!known.quantity.has(row.quantity)) return notOneOf('quantity', row.quantity);
  const periodStart = readInstant(row.periodStart);
  if (periodStart === undefined) return notAnInstant('periodStart', row.periodStart);
  const periodEnd = readInstant(row.periodEnd);
  if (periodEnd === undefined) return notAnInstant('periodEnd', row.periodEnd);
  const value = readNumber('value', row.value);
  if (typeof value !== 'number') return value;
  if (!known.unit.has(row.unit)) return notOneOf('unit', row.unit);
  const optional = readOptional(row);
  if ('kind' in optional) return optional;
  const required = {
    quantity: row.quantity as Quantity,
    periodStart,
    periodEnd,
    value,
    unit: row.unit as Unit,
  };
  return { kind: 'shaped', sensorId, reading: { ...required, ...optional } };
};
