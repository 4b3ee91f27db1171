import type { Condition, Signal, Together } from '../rule.ts';
import { isGiven, numberWithin, type Tell, wholeWithin } from './faults.ts';
import type { ConditionInput } from './input.ts';
import { readSignal, tellUnused } from './signals.ts';
import { readThreshold } from './thresholds.ts';

const hourMs = 3_600_000;
const someSensors = { lowest: 1, highest: 1_000 };

/** Why sensors cannot be judged together by a signal. */
const togetherFault = (signal: Signal): string | null => {
  if (signal.kind === 'ROLLING_MEAN' && signal.windowMs % hourMs !== 0)
    return 'Sensors are judged together by full hours, and the window is none';
  if (signal.kind === 'VALUE' && signal.quantity === 'WIND_DIRECTION')
    return 'Sensors are judged together by the mean of the hour, and directions have none';
  return null;
};

const readTogether = (
  tell: Tell,
  { together }: ConditionInput,
  signal: Signal | undefined,
): Together | null | undefined => {
  if (!isGiven(together)) return null;
  const at = 'condition.together';
  const fault = signal === undefined ? null : togetherFault(signal);
  if (fault !== null) tell(at, 'NOT_USED', fault, 'Leave it out, or take a window of full hours.');
  const sensors = wholeWithin(tell, `${at}.sensors`, together.sensors, someSensors);
  const share = isGiven(together.share)
    ? numberWithin(tell, `${at}.share`, together.share, { lowest: 0, highest: 1 })
    : null;
  const minSensors = isGiven(together.minSensors)
    ? wholeWithin(tell, `${at}.minSensors`, together.minSensors, someSensors)
    : sensors;
  if (fault !== null || sensors === undefined || share === undefined || minSensors === undefined)
    return undefined;
  return { sensors, share, minSensors };
};

/** What a rule watches. */
export const readCondition = (tell: Tell, input: ConditionInput): Condition | undefined => {
  tellUnused(tell, input);
  const { signal: name } = input;
  if (name === 'OFFLINE') return { kind: 'OFFLINE', quantity: input.quantity ?? null };
  const signal = readSignal(tell, name, input);
  const standard = signal?.kind === 'INDEX' ? signal.standard : 'US_EPA';
  // a threshold of an index that is none has no bounds
  const threshold = name === 'AQI' && signal === undefined ? undefined : readThreshold(tell, input, standard);
  const together = ['VALUE', 'ROLLING_MEAN', 'NOWCAST', 'AQI'].includes(name)
    ? readTogether(tell, input, signal)
    : null;
  if (signal === undefined || threshold === undefined || together === undefined) return undefined;
  return { kind: 'THRESHOLD', signal, threshold, together };
};
