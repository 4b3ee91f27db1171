import { quantityWords } from '@aqmrg/platform/air-quality/words.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { indexStandards, type Signal } from '../rule.ts';
import { durationWithin, isGiven, numberWithin, type Tell } from './faults.ts';
import type { ConditionInput, SignalName } from './input.ts';
import { listWithin } from './lists.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

type Detail = Exclude<keyof ConditionInput, 'signal'>;
const threshold = ['comparison', 'threshold', 'recovery'] as const;

/** What each signal takes beside its name. */
const taken: Readonly<Record<SignalName, readonly Detail[]>> = {
  VALUE: ['quantity', ...threshold, 'together'],
  ROLLING_MEAN: ['quantity', ...threshold, 'window', 'minCoverage', 'together'],
  RATE_OF_CHANGE: ['quantity', ...threshold, 'window'],
  NOWCAST: ['quantity', ...threshold, 'together'],
  AQI: ['standard', 'category', ...threshold, 'together'],
  ANOMALY: ['quantity', ...threshold, 'window'],
  QUALITY: ['quantity', ...threshold, 'window', 'tests'],
  FORECAST: ['quantity', ...threshold, 'horizon', 'level'],
  OFFLINE: ['quantity'],
};

const details: readonly Detail[] = [
  ...(['quantity', 'category', ...threshold, 'window', 'minCoverage'] as const),
  ...(['standard', 'tests', 'horizon', 'level', 'together'] as const),
];

/** Tells of everything that has no meaning for the signal. */
export const tellUnused = (tell: Tell, input: ConditionInput): void => {
  for (const detail of details)
    if (isGiven(input[detail]) && !taken[input.signal].includes(detail))
      tell(`condition.${detail}`, 'NOT_USED', `${input.signal} takes no ${detail}`, 'Leave it out.');
};

const needed = (tell: Tell, detail: Detail, next: string): undefined =>
  tell(`condition.${detail}`, 'MISSING', `This signal needs a ${detail}`, next);

const quantityOf = (tell: Tell, { quantity }: ConditionInput): Quantity | undefined =>
  quantity ?? needed(tell, 'quantity', 'Say what is measured: PM25.');

/** A direction has no mean and no distance: 350° and 10° are neighbours. */
const measureOf = (tell: Tell, input: ConditionInput): Quantity | undefined => {
  const quantity = quantityOf(tell, input);
  return quantity === 'WIND_DIRECTION'
    ? tell(
        'condition.quantity',
        'OUT_OF_RANGE',
        'Directions have no mean, and 350° and 10° are neighbours',
        'Watch it by VALUE, or another quantity.',
      )
    : quantity;
};

const nowcastOf = (tell: Tell, input: ConditionInput): 'PM25' | 'PM10' | undefined => {
  const quantity = quantityOf(tell, input);
  if (quantity === undefined || quantity === 'PM25' || quantity === 'PM10') return quantity;
  return tell(
    'condition.quantity',
    'OUT_OF_RANGE',
    `EPA's NowCast is of PM2.5 and PM10, not of ${quantityWords[quantity]}`,
    'Watch PM25 or PM10, or this by ROLLING_MEAN.',
  );
};

const windowOf = (
  tell: Tell,
  { window }: ConditionInput,
  lengths: Parameters<typeof durationWithin>[3],
): number | undefined =>
  isGiven(window)
    ? durationWithin(tell, 'condition.window', window, lengths)
    : needed(tell, 'window', 'Say over how long: PT1H.');

const upToADay = { shortestMs: minuteMs, longestMs: dayMs };

const standardOf = (tell: Tell, { standard }: ConditionInput): 'US_EPA' | 'EU' | undefined =>
  indexStandards.find((known) => known === (standard ?? 'US_EPA')) ??
  tell('condition.standard', 'OUT_OF_RANGE', `${standard} has no index of the hour`, 'Take US_EPA or EU.');

const levelOf = (tell: Tell, { level }: ConditionInput): number | undefined =>
  isGiven(level)
    ? numberWithin(tell, 'condition.level', level, { lowest: -1e6, highest: 1e6 })
    : needed(tell, 'level', "Say what the forecast's mean is held against: 55.5.");

/** The whole of it, or undefined where a part could not be read. */
const whole = <T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T | undefined =>
  Object.values(parts).includes(undefined) ? undefined : (parts as T);

type Of<K extends Signal['kind']> = Extract<Signal, { readonly kind: K }>;

/** The signal of every name but OFFLINE. */
export const readSignal = (
  tell: Tell,
  name: Exclude<SignalName, 'OFFLINE'>,
  input: ConditionInput,
): Signal | undefined => {
  switch (name) {
    case 'VALUE':
      return whole<Of<'VALUE'>>({ kind: name, quantity: quantityOf(tell, input) });
    case 'ROLLING_MEAN':
      return whole<Of<'ROLLING_MEAN'>>({
        ...{ kind: name, quantity: measureOf(tell, input) },
        windowMs: windowOf(tell, input, { shortestMs: 2 * minuteMs, longestMs: dayMs }),
        minCoverage: numberWithin(tell, 'condition.minCoverage', input.minCoverage ?? 0.75, {
          lowest: 0.1,
          highest: 1,
        }),
      });
    case 'RATE_OF_CHANGE':
      return whole<Of<'RATE_OF_CHANGE'>>({
        ...{ kind: name, quantity: measureOf(tell, input), windowMs: windowOf(tell, input, upToADay) },
      });
    case 'NOWCAST':
      return whole<Of<'NOWCAST'>>({ kind: name, quantity: nowcastOf(tell, input) });
    case 'AQI':
      return whole<Of<'INDEX'>>({ kind: 'INDEX', standard: standardOf(tell, input) });
    case 'ANOMALY':
      return whole<Of<'ANOMALY'>>({
        ...{ kind: name, quantity: measureOf(tell, input) },
        windowMs: windowOf(
          tell,
          { ...input, window: input.window ?? 'P7D' },
          { shortestMs: 2 * dayMs, longestMs: 28 * dayMs },
        ),
      });
    case 'QUALITY':
      return whole<Of<'QUALITY'>>({
        ...{ kind: name, quantity: quantityOf(tell, input) },
        tests: listWithin(tell, 'condition.tests', input.tests ?? ['CHANNELS'], 7) ?? undefined,
        windowMs: windowOf(tell, input, upToADay),
      });
    case 'FORECAST':
      return whole<Of<'FORECAST'>>({
        ...{ kind: name, quantity: measureOf(tell, input), head: input.horizon ?? 'D1' },
        level: levelOf(tell, input),
      });
    default:
      return name satisfies never;
  }
};
