import type { ForecastIssued, Outlook as IssuedOutlook } from '@aqmrg/schema/events/forecasts.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** One forecast of one sensor and quantity, as it was issued, kept and told. */
export type Forecast = ForecastIssued;
/** The forecast of one target. */
export type Outlook = IssuedOutlook;
/** What a forecast was made of. */
export type Inputs = Forecast['inputs'];
/** A rung that could not serve, and why. */
export type Fallback = Forecast['fallbacks'][number];
/** Who made it, from the best rung of the ladder to the last. */
export type Rung = Forecast['kind'];
export type ModelName = NonNullable<Forecast['model']>;

/** `pm25-full@2023-12-31` */
export const textOf = ({ id, version }: ModelName): string => `${id}@${version}`;

export interface SeriesName {
  readonly sensorId: string;
  readonly quantity: Quantity;
}

/** A sensor that names no quantities may measure any. */
export const measures = (
  { quantities }: { readonly quantities: readonly Quantity[] },
  quantity: Quantity,
): boolean => quantities.length === 0 || quantities.includes(quantity);

export const nameOf = ({ sensorId, quantity }: SeriesName): string => `${quantity} ${sensorId}`;
