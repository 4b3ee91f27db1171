import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { SeriesReader } from '../../../ports/series.ts';
import type { FilePiece } from '../../../ports/series-files.ts';
import { type Member, membersOf } from '../members.ts';

const sensorsAtOnce = 1_000;

/** The series of a piece that may have rows in it, numbered from 0: those whose newest reading ends after it begins. Most sensors have few of the quantities. */
export const existingMembers = async (
  reader: SeriesReader,
  rows: FilePiece['rows'],
  signal: AbortSignal | undefined,
): Promise<readonly Member[]> => {
  const ids = [...new Set(rows.sensors.map(({ id }) => id))];
  const numbers = new Map<string, number>();
  const nameOf = (sensorId: string, quantity: Quantity): string => `${quantity} ${sensorId}`;
  for (let at = 0; at < ids.length; at += sensorsAtOnce) {
    const newest = await reader.latest(ids.slice(at, at + sensorsAtOnce), rows.quantities, signal);
    for (const { sensorId, quantity, periodEnd } of newest)
      if (periodEnd > rows.from) numbers.set(nameOf(sensorId, quantity), numbers.size);
  }
  return membersOf(rows, (sensorId, quantity) => numbers.get(nameOf(sensorId, quantity)));
};
