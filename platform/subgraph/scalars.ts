import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { AirError } from '../errors/air-error.ts';
import { boundedCache } from './bounded-cache.ts';

const invalid = (message: string): AirError => new AirError('BAD_INPUT', message);

const text = (what: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  throw invalid(`${what} is text.`);
};

const fromLiteral =
  <T>(what: string, parse: (value: unknown) => T) =>
  (node: ValueNode): T =>
    parse(node.kind === Kind.STRING ? node.value : text(what, null));

const instant = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Date.parse turns 30 February into 2 March. */
const isDay = (year: number, month: number, day: number): boolean =>
  day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** ISO 8601 with an offset → epoch ms. */
const parseDateTime = (value: unknown): number => {
  const iso = text('DateTime', value);
  const parts = instant.exec(iso);
  const ms =
    parts && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw invalid(`"${iso}" is no DateTime: write it as 2026-11-23T06:00:00Z, with Z or an offset.`);
  }
  return ms;
};

const minuteMs = 60_000;
const mostMinutes = 20_000;
const minuteTexts = new Map<number, string>();

/** Sensors share their periods: each whole minute is written once. */
const dateTimeText = (value: unknown): string => {
  const minute = (value as number) / minuteMs;
  if (!Number.isInteger(minute)) return new Date(value as number).toISOString();
  const known = minuteTexts.get(minute);
  if (known !== undefined) return known;
  const text = new Date(value as number).toISOString();
  if (minuteTexts.size >= mostMinutes) minuteTexts.clear();
  minuteTexts.set(minute, text);
  return text;
};

/** As they were written → as they are kept: clients ask for the same few again and again. */
const durations = boundedCache<string>(500);

const parseDuration = (value: unknown): string => {
  const iso = text('Duration', value);
  try {
    return durations.get(iso, () => Temporal.Duration.from(iso).toString());
  } catch {
    throw invalid(`"${iso}" is no Duration: write it as PT1H, P1D or P1M.`);
  }
};

const parseCursor = (value: unknown): string => text('Cursor', value);

/** DateTime is epoch milliseconds inside the house; Duration and Cursor stay text. */
export const scalars = {
  DateTime: new GraphQLScalarType<number, string>({
    name: 'DateTime',
    serialize: dateTimeText,
    parseValue: parseDateTime,
    parseLiteral: fromLiteral('DateTime', parseDateTime),
  }),
  Duration: new GraphQLScalarType<string, string>({
    name: 'Duration',
    parseValue: parseDuration,
    parseLiteral: fromLiteral('Duration', parseDuration),
  }),
  Cursor: new GraphQLScalarType<string, string>({
    name: 'Cursor',
    parseValue: parseCursor,
    parseLiteral: fromLiteral('Cursor', parseCursor),
  }),
};
