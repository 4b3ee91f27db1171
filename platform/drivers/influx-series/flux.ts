import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import {
  flux,
  fluxExpression,
  fluxInteger,
  fluxRegExp,
  type ParameterizedQuery,
} from '@influxdata/influxdb-client';
import { earliestMs, gone, latestMs, nanosOf } from './layout.ts';

/** A piece of Flux. Every value in it went through the client's parameters: what a caller says is never read as Flux. */
export type Flux = ParameterizedQuery;

/** Sensors asked for in one piece: a longer regular expression takes longer than two shorter ones. */
export const mostTags = 500;

export const instant = (ms: EpochMs): Flux => {
  const within = Math.ceil(Math.min(Math.max(ms, earliestMs), latestMs));
  return flux`time(v: ${fluxInteger(nanosOf(within))})`;
};

export const duration = (ms: number): Flux => flux`duration(v: ${fluxInteger(nanosOf(ms))})`;

/**
 * Whether a tag has one of these values, of the letters that tag-text.ts leaves. InfluxDB finds series by a regular expression thirty times faster
 * than by a chain of `or`; `contains` would be asked row by row.
 */
export const tagIn = (tag: string, values: readonly string[]): Flux => {
  const [only] = values;
  if (values.length === 1) return flux`r["${tag}"] == ${only}`;
  const alternatives = values.map((value) => value.replaceAll('.', '\\.')).join('|');
  return flux`r["${tag}"] =~ ${fluxRegExp(new RegExp(`^(?:${alternatives})$`))}`;
};

/** Only values that are still there; written with all its digits, for Flux knows no exponents. */
export const isThere: Flux = flux`r["_value"] < ${fluxExpression(`${BigInt(gone)}.0`)}`;

export const isField = (name: string): Flux => flux`r["_field"] == ${name}`;

interface Source {
  readonly bucket: string;
  readonly measurement: string;
  /** [from, to), epoch ms. */
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Points of a bucket in a span of time. InfluxDB's storage itself applies all of it. */
export const pointsOf = ({ bucket, measurement, from, to }: Source, conditions: readonly Flux[]): Flux => {
  const all = [flux`r["_measurement"] == ${measurement}`, ...conditions].join(' and ');
  return flux`from(bucket: ${bucket}) |> range(start: ${instant(from)}, stop: ${instant(to)}) |> filter(fn: (r) => ${fluxExpression(all)})`;
};

/** One record a point, its fields beside each other: storage gives them one after the other, in order of time. */
export const whole: Flux = flux`pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value") |> drop(columns: ["_start", "_stop", "_measurement"])`;

/**
 * Only points that have all of these fields. InfluxDB keeps each field for itself: who reads while a point is written may find some of them, and
 * takes it for not there yet. Before any limit, which counts what is left.
 */
export const withAll = (fields: readonly string[]): Flux =>
  flux`filter(fn: (r) => ${fluxExpression(fields.map((field) => flux`exists r["${field}"]`).join(' and '))})`;

export const keep = (columns: readonly string[]): Flux => flux`keep(columns: ${columns})`;

/** Steps one after the other. */
export const pipe = (...steps: readonly Flux[]): Flux => fluxExpression(steps.join(' |> '));

/** Several results of one query, named by their place. */
export const results = (all: readonly Flux[]): string =>
  all.map((one, place) => `${one} |> yield(name: "${place}")`).join('\n');
