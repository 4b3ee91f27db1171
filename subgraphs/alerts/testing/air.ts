import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Air } from '../domain/signal/air.ts';
import { createHistory, type History } from '../domain/signal/history/history.ts';

/** A good reading of the hour that ends so many hours after the beginning of 1970; with `hours`, of so many. */
export const makeAir = (
  endHour: number,
  value: number,
  { hours = 1, ...fields }: Partial<Air> & { readonly hours?: number } = {},
): Air => ({
  periodStart: Math.round((endHour - hours) * hourMs),
  periodEnd: Math.round(endHour * hourMs),
  value,
  revision: 1,
  isGood: true,
  flaggedBy: 0,
  isTested: true,
  ...fields,
});

export const historyOf = (
  airs: readonly Air[],
  {
    quantity = 'PM25',
    timeZone = 'Africa/Accra',
  }: { readonly quantity?: Quantity; readonly timeZone?: string } = {},
): History => {
  const history = createHistory({ timeZone });
  for (const air of airs) history.take(quantity, air);
  return history;
};
