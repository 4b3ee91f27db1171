import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { type Assessable, figure, good, verdict } from './assessable.ts';
import { type Span, thresholds } from './thresholds.ts';

const isWithin = (value: number, [low, high]: Span): boolean => value > low && value < high;

/**
 * QARTOD's gross range test: FAIL outside what the instrument can show or at the end of its scale, SUSPECT outside what
 * the air is known to hold (QARTOD manuals, test "gross range"; ioos_qc gross_range_test).
 */
export const rangeTest = ({ quantity, kind, value }: Assessable): QualityTest => {
  const { instrument, plausible, fullScale } = thresholds[quantity].range[kind];
  const shown = `${figure(value)} ${canonicalUnit(quantity)}`;
  if (!isWithin(value, instrument))
    return verdict(
      'RANGE',
      'FAIL',
      `${shown} is outside what the instrument can show, ${between(instrument)}`,
    );
  if (fullScale?.includes(value))
    return verdict('RANGE', 'FAIL', `${shown} is where the instrument's scale ends`);
  if (!isWithin(value, plausible))
    return verdict('RANGE', 'SUSPECT', `${shown} is outside what is plausible, ${between(plausible)}`);
  return good('RANGE');
};

/** Whether a value says anything of the air: not outside the instrument's range, nor at the end of its scale. */
export const isMeasured = ({ quantity, kind, value }: Assessable): boolean => {
  const { instrument, fullScale } = thresholds[quantity].range[kind];
  return isWithin(value, instrument) && !fullScale?.includes(value);
};

const between = ([low, high]: Span): string => `${low} to ${high}`;
