import { durationWords } from '@aqmrg/platform/air-quality/duration.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { quantityWords, unitWords } from '@aqmrg/platform/air-quality/words.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { categoriesOf } from './read/categories.ts';
import type { Condition, ForecastHead, Pace, Signal, Together } from './rule.ts';

const figure = (n: number): string => String(Number(n.toPrecision(6)));

/** The unit of a signal's threshold, as people write it; null for indices, counts, scores and shares. */
export const unitOf = (signal: Signal): string | null => {
  switch (signal.kind) {
    case 'VALUE':
    case 'ROLLING_MEAN':
    case 'NOWCAST':
      return unitWords[canonicalUnit(signal.quantity)];
    case 'RATE_OF_CHANGE':
      return `${unitWords[canonicalUnit(signal.quantity)]} per hour`;
    case 'INDEX':
    case 'ANOMALY':
    case 'QUALITY':
    case 'FORECAST':
      return null;
    default:
      return signal satisfies never;
  }
};

const amount = (value: number, quantity: Quantity): string =>
  `${figure(value)} ${unitWords[canonicalUnit(quantity)]}`;

const periodWords: Readonly<Record<ForecastHead, string>> = {
  PT4H: 'in 4 hours',
  PT24H: 'in 24 hours',
  PT72H: 'in 72 hours',
  D1: 'tomorrow',
  D2: 'the day after tomorrow',
  D3: 'in three days',
};

const signalText = (signal: Signal, isTogether: boolean): string => {
  switch (signal.kind) {
    case 'VALUE':
      return `${isTogether ? 'mean of the hour of ' : ''}${quantityWords[signal.quantity]}`;
    case 'ROLLING_MEAN':
      return `mean of ${durationWords(signal.windowMs)} of ${quantityWords[signal.quantity]}`;
    case 'RATE_OF_CHANGE':
      return `change over ${durationWords(signal.windowMs)} of ${quantityWords[signal.quantity]}`;
    case 'NOWCAST':
      return `NowCast of ${quantityWords[signal.quantity]}`;
    case 'INDEX':
      return signal.standard === 'EU' ? 'European Air Quality Index' : 'US EPA Air Quality Index';
    case 'ANOMALY':
      return `how unusual ${quantityWords[signal.quantity]} is against ${durationWords(signal.windowMs)}`;
    case 'QUALITY':
      return `readings of ${quantityWords[signal.quantity]} in ${durationWords(signal.windowMs)} flagged by ${signal.tests.join(', ')}`;
    case 'FORECAST':
      return `probability that the mean of ${quantityWords[signal.quantity]} ${periodWords[signal.head]} is at least ${amount(signal.level, signal.quantity)}`;
    default:
      return signal satisfies never;
  }
};

const categoryText = (signal: Signal, at: number): string => {
  const category =
    signal.kind === 'INDEX' ? categoriesOf(signal.standard).findLast(({ from }) => from <= at) : undefined;
  return category === undefined ? '' : ` (${category.name})`;
};

const togetherText = ({ sensors, share, minSensors }: Together): string => {
  const part = share === null ? '' : ` and ${figure(share * 100)} % of them`;
  return `${sensors} or more sensors${part} (of at least ${minSensors}): `;
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * What a rule watches, in English words and canonical units: `NowCast of PM2.5 at or above 55.5 µg/m³`. Of OFFLINE the pace says for how long:
 * `Nothing heard for 3 hours`.
 */
export const conditionText = (condition: Condition, pace?: Pick<Pace, 'noDataAfterMs'>): string => {
  if (condition.kind === 'OFFLINE') {
    const what = condition.quantity === null ? '' : ` of ${quantityWords[condition.quantity]}`;
    return `Nothing heard${what}${pace === undefined ? '' : ` for ${durationWords(pace.noDataAfterMs)}`}`;
  }
  const { signal, threshold, together } = condition;
  const { comparison, at } = threshold;
  const unit = unitOf(signal);
  const side = comparison === 'ABOVE' ? 'at or above' : 'at or below';
  const bound = `${side} ${figure(at)}${unit === null ? '' : ` ${unit}`}${categoryText(signal, at)}`;
  const text = `${signalText(signal, together !== null)} ${bound}`;
  return together === null ? capital(text) : `${togetherText(together)}${text}`;
};
