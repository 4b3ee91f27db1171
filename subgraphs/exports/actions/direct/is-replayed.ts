import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { quantitiesOf } from '../../domain/files/columns.ts';
import type { Prepared } from '../prepare.ts';

/** Whether any of the readings is a recording that is played again: known before the first of them is sent. */
export const isReplayed = async (
  reader: Pick<SeriesReader, 'replayed'>,
  { request, sensors }: Pick<Prepared, 'request' | 'sensors'>,
  signal: AbortSignal,
): Promise<boolean> => {
  const { from, to } = request;
  const sensorIds = sensors.map(({ id }) => id);
  // one after the other: others read too
  for (const quantity of quantitiesOf(request))
    if ((await reader.replayed({ sensorIds, quantity, from, to }, signal)).length > 0) return true;
  return false;
};
