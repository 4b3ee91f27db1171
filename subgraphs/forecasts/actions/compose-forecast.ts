import type { HourlyInput, Refused, Served } from '@aqmrg/ml/runtime/index.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Forecast } from '../domain/forecast.ts';
import { inputsOf, persistenceOf } from '../domain/persistence.ts';
import { heads, type Targets } from '../domain/targets.ts';

/** Five decimals: beyond them lies nothing that an instrument shows, and rows would be twice as long. */
const round = (value: number): number => Math.round(value * 1e5) / 1e5;

export interface Making {
  readonly quantity: Quantity;
  readonly origin: EpochMs;
  readonly madeAt: EpochMs;
  readonly replayed: boolean;
  readonly isShadow: boolean;
  readonly targetsOf: (timeZone: string) => Targets;
}

const empty = new Float64Array(0);

/** A forecast as it is kept, from what a rung of the ladder answered. */
export const composeForecast = (
  served: Served,
  { timeZone, series: { target = empty } }: HourlyInput,
  { quantity, origin, madeAt, replayed, isShadow, targetsOf }: Making,
): Forecast => {
  const { model, trainedTo } = served;
  const targets = targetsOf(timeZone);
  const persistence = persistenceOf(target);
  return {
    sensorId: served.sensorId,
    quantity,
    issuedAt: origin,
    madeAt,
    kind: served.kind,
    model: model && { id: model.id, version: model.version },
    trainedTo,
    isShadow,
    replayed,
    timeZone,
    inputs: inputsOf(target, origin),
    fallbacks: served.fallbacks.map(({ kind, model: above, reason }) => ({
      kind,
      model: above && { id: above.id, version: above.version },
      reason,
    })),
    outlooks: heads.map((head) => {
      const { quantiles, mean } = served.heads[head];
      const last = persistence(head);
      return {
        head,
        ...targets[head],
        quantiles: quantiles.map(round),
        mean: round(mean),
        persistence: last === null ? null : round(last),
      };
    }),
  };
};

export const isServed = (answer: Served | Refused): answer is Served => answer.kind !== null;
