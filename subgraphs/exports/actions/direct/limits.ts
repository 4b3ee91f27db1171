import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { quantitiesOf } from '../../domain/files/columns.ts';
import type { Prepared } from '../prepare.ts';

/** Judging what is asked is work as well. */
export const rowsOfEntry = 100;

const yearMs = 366 * 86_400_000;

/** Throws TOO_MANY_ROWS where there are more than are answered at once, which is what exports are for. */
export const checkRows = ({ estimate: { rows } }: Pick<Prepared, 'estimate'>, most: number): void => {
  if (rows <= most) return;
  throw new AirError(
    'TOO_MANY_ROWS',
    `These are about ${rows} rows, and ${most} are answered at once: ask for a shorter span or fewer sensors, or let the mutation requestExport make files of them.`,
    { exceeded: { limit: most, measured: rows } },
  );
};

/** Rows cost what they are, and finding them one for each sensor, quantity and year that is looked through. */
export const priceOf = ({
  request,
  sensors,
  estimate,
}: Pick<Prepared, 'request' | 'sensors' | 'estimate'>): number =>
  estimate.rows +
  sensors.length * quantitiesOf(request).length * Math.ceil((request.to - request.from) / yearMs);
