import { lagged } from '../lags/lagged.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import { groupFault } from '../study/check-question.ts';
import { type Gaps, gapsIn } from '../study/gaps.ts';
import { chosenDays, numbersIn, onDays } from '../study/span.ts';
import { discreet } from '../study/suppression.ts';
import type { CorrelationFound, LagCorrelation } from './correlation-found.ts';
import type { CorrelationQuestion } from './correlation-question.ts';
import { correlationSummary } from './correlation-summary.ts';
import { correlationWarnings } from './correlation-warnings.ts';
import { fewDaysFault } from './few-days-fault.ts';
import { adjustedFigures, rawFigures, type Two, type UnadjustedFigures, withAdjustedP } from './figures.ts';
import { type TakenOut, takenOut } from './taken-out.ts';

const mostLags = 30;

interface BothFigures {
  readonly raw: UnadjustedFigures;
  readonly adjusted: UnadjustedFigures;
}

const atLag = (two: Two, lag: number, out: TakenOut, isRanked: boolean): BothFigures | Problem => {
  const before = { x: lagged(two.x, lag, new Int32Array(two.x.length)), y: two.y };
  const raw = rawFigures(before, isRanked);
  if (isProblem(raw)) return raw;
  const adjusted = adjustedFigures(before, out, isRanked);
  return isProblem(adjusted) ? adjusted : { raw, adjusted };
};

const askersFields: Readonly<Record<string, string>> = { x: 'exposure', y: 'outcome', days: 'outcome' };

const toAsker = (found: Problem): Problem => {
  const told = discreet(found);
  return { ...told, field: askersFields[told.field] ?? told.field };
};

const adjustedOverLags = (all: readonly BothFigures[]): readonly LagCorrelation[] => {
  const raw = withAdjustedP(all.map((one) => one.raw));
  const adjusted = withAdjustedP(all.map((one) => one.adjusted));
  return all.map((_, lag) => ({
    lag,
    raw: raw[lag] as LagCorrelation['raw'],
    adjusted: adjusted[lag] as LagCorrelation['adjusted'],
  }));
};

/** By their labels. Days at whose lags the exposure is missing are others for each lag, and are not counted. */
const gapsOfBoth = (
  { outcome, exposure, months = null }: CorrelationQuestion,
  daily: Daily,
): readonly Gaps[] =>
  gapsIn([outcome, exposure], daily, months).map((gaps, i) => ({
    ...gaps,
    column: i === 0 ? outcome.label : exposure.exposure.label,
  }));

/**
 * How an exposure and an outcome go together at each lag: as they are, and after trend, season, day of week and the weather that there is are taken out
 * of both. Intervals and p are from the independent days that the days amount to. `daily` has the days of the span alone, with the columns of the
 * calendar.
 */
export const correlateDaily = (question: CorrelationQuestion, daily: Daily): CorrelationFound | Problem => {
  const { outcome, exposure, lags, method, months = null } = question;
  if (!(Number.isInteger(lags) && lags >= 0 && lags <= mostLags))
    return problem(
      'lags',
      'WRONG_SETTING',
      `There are lags of 0 to ${mostLags} days`,
      'Ask for one of them.',
    );
  const fault = groupFault(question, daily);
  if (fault !== null) return fault;
  const x = numbersIn(daily, exposure.column, 'exposure');
  if (isProblem(x)) return x;
  const y = numbersIn(daily, outcome.column, 'outcome');
  if (isProblem(y)) return y;
  const isChosen = chosenDays(daily, months);
  const two = { x, y: onDays(y, isChosen) };
  const out = takenOut(question, daily);

  const all: BothFigures[] = [];
  for (let lag = 0; lag <= lags; lag++) {
    const one = atLag(two, lag, out, method === 'SPEARMAN');
    if (isProblem(one)) return toAsker(one);
    all.push(one);
  }
  const fewDays = fewDaysFault(two, lags, [...out.calendar, ...out.measured]);
  if (fewDays !== null) return fewDays;
  const found = adjustedOverLags(all);
  return {
    kind: 'found',
    lags: found,
    warnings: correlationWarnings(question, found, {
      days: isChosen.filter(Boolean).length,
      gaps: [...gapsOfBoth(question, daily), ...out.gaps],
      leftOut: out.leftOut,
    }),
    summary: correlationSummary(question, found),
  };
};
