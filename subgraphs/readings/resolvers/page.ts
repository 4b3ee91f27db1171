import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { ReadingsQuery } from '@aqmrg/platform/ports/series.ts';
import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReadingsContext } from '../context.ts';
import { uncalibrated } from '../domain/derive.ts';
import { checkSome, checkSpan } from './arguments.ts';
import type { SensorReadingsArgs } from './types.generated.ts';

const largestPage = 5_000;
const cursorKind = 'readings';

type Payload = readonly [sensorId: string, quantity: string, periodStart: EpochMs, periodEnd: EpochMs];

/** The reading as it was before its calibration; unit conversions stay, because the unit does. */
const uncorrected = (reading: Reading): Reading => {
  const { provenance } = reading;
  if (provenance.calibration === uncalibrated) return reading;
  const corrections = provenance.corrections.filter(({ id }) => id !== provenance.calibration);
  return {
    ...reading,
    value: reading.uncorrected,
    provenance: { ...provenance, corrections, calibration: uncalibrated },
  };
};

/** A page of one sensor and quantity; edges and their signed cursors are made where they are asked for. */
export interface ReadingPage {
  readonly nodes: Reading[];
  readonly hasNextPage: boolean;
}

const cursorOf = (
  { sensorId, quantity, periodStart, periodEnd }: Reading,
  { cursorSecret }: ReadingsContext,
): string =>
  encodeCursor(cursorKind, [sensorId, quantity, periodStart, periodEnd] satisfies Payload, cursorSecret);

export const readingsOf = async (
  sensorId: string,
  args: SensorReadingsArgs,
  context: ReadingsContext,
): Promise<ReadingPage> => {
  const { quantity, from, to } = args;
  const { cursorSecret, reader, signal } = context;
  checkSpan(from, to);
  const first = pageSize(args.first, { usual: 500, largest: largestPage });
  const after = args.after ? (decodeCursor(cursorKind, args.after, cursorSecret) as Payload) : undefined;
  if (after && (after[0] !== sensorId || after[1] !== quantity)) {
    throw badInput('after', 'This cursor belongs to the readings of another sensor or quantity.');
  }
  const query: ReadingsQuery = {
    ...{ sensorId, quantity, from, to },
    quality: checkSome('quality', args.quality ?? ['GOOD', 'UNKNOWN', 'SUSPECT']),
    ...(typeof args.asOf === 'number' ? { asOf: args.asOf } : {}),
    limit: first + 1,
    ...(after ? { after: { periodStart: after[2], periodEnd: after[3] } } : {}),
  };
  const found = await reader.readings(query, signal);
  const page = found.slice(0, first);
  const nodes = args.version === 'RAW' ? page.map(uncorrected) : page;
  return { nodes, hasNextPage: found.length > first };
};

export const edgesOf = ({ nodes }: ReadingPage, context: ReadingsContext) =>
  nodes.map((node) => ({ cursor: cursorOf(node, context), node }));

export const pageInfoOf = ({ nodes, hasNextPage }: ReadingPage, context: ReadingsContext) => {
  const last = nodes.at(-1);
  return { hasNextPage, endCursor: last ? cursorOf(last, context) : null };
};
