import type { Gaps } from '../study/gaps.ts';
import { notCause, oneExposure } from '../study/warnings/always.ts';
import { askedBefore, confounderLeftOut, manyDaysMissing } from '../study/warnings/data-warnings.ts';
import { exposureWarnings } from '../study/warnings/exposure-warnings.ts';
import { type Warning, warnIf } from '../study/warnings/warning.ts';
import { correlationText, countText, listText } from '../study/wording.ts';
import type { LagCorrelation } from './correlation-found.ts';
import type { CorrelationQuestion } from './correlation-question.ts';
import { strongest } from './strongest.ts';

/** At any lag: told of the one where raw and adjusted are farthest apart. */
const signChanges = (lags: readonly LagCorrelation[]): readonly Warning[] => {
  const changed = lags.filter(({ raw, adjusted }) => raw.r * adjusted.r < 0);
  return warnIf(changed.length > 0, 'SIGN_CHANGES', () => {
    const { lag, raw, adjusted } = changed.reduce((one, other) =>
      Math.abs(other.raw.r - other.adjusted.r) > Math.abs(one.raw.r - one.adjusted.r) ? other : one,
    );
    return `At lag ${lag} the series correlate at ${correlationText(raw.r)} as they are, and at ${correlationText(adjusted.r)} after ${listText(adjusted.given)} are taken out: the sign of the first is that of season and weather. Do not show it without the other.`;
  });
};

const fewest = 30;

/** Fewer than 30, below which the normal approximation of Fisher's interval is a rough one. */
const fewIndependentDays = (lags: readonly LagCorrelation[]): readonly Warning[] => {
  const all = lags.flatMap(({ raw, adjusted }) => [raw, adjusted]);
  const least = all.reduce((one, other) => (other.nEffective < one.nEffective ? other : one));
  return warnIf(
    least.nEffective < fewest,
    'FEW_INDEPENDENT_DAYS',
    () =>
      `Days resemble the days before so much that ${countText(least.n)} of them amount to no more than ${countText(least.nEffective)} independent ones. The interval is a rough one.`,
  );
};

const noWeather = ({ confounders }: CorrelationQuestion): readonly Warning[] =>
  warnIf(
    confounders.TEMPERATURE === undefined,
    'NO_WEATHER',
    () =>
      'There is no temperature in the series: what looks like pollution may be heat or cold. Upload it with a column whose role is TEMPERATURE.',
  );

const severalLags = (lags: readonly LagCorrelation[]): readonly Warning[] =>
  warnIf(
    lags.length > 1,
    'SEVERAL_TRIED',
    () =>
      `${countText(lags.length)} lags were tried, and all are listed. The strongest of them, lag ${strongest(lags).lag}, is so partly by chance: read p adjusted for all of them.`,
  );

/** The days that were asked about, and what is missing on them. */
interface AskedDays {
  readonly days: number;
  readonly gaps: readonly Gaps[];
  readonly leftOut: readonly Gaps[];
}

/** What to know beside correlations. */
export const correlationWarnings = (
  question: CorrelationQuestion,
  lags: readonly LagCorrelation[],
  asked: AskedDays,
): readonly Warning[] => {
  const most = Math.max(...lags.map(({ adjusted }) => adjusted.n));
  return [
    ...signChanges(lags),
    ...fewIndependentDays(lags),
    ...noWeather(question),
    ...manyDaysMissing({ days: most, daysLeftOut: asked.days - most, gaps: asked.gaps }),
    ...confounderLeftOut(asked.leftOut, false),
    ...exposureWarnings([question.exposure.exposure]),
    ...askedBefore(question.askedBefore ?? 0),
    ...severalLags(lags),
    oneExposure,
    notCause,
  ];
};
