import { isWithin } from './area.ts';
import { placeOf } from './distance.ts';
import type { Manifest } from './manifest.ts';
import { observedOf } from './statistics.ts';
import type { FallbackReason, HourlyInput } from './types.ts';

/**
 * The ladder: FULL → PM_ONLY → CLIMATOLOGY → PERSISTENCE → refused. Each sensor is served by the first rung that can, and
 * told why those above could not.
 */

/** PM_ONLY lives on the quantity's own history: hours that the last week must have. */
const leastOfWeek = 72;

const none = new Float64Array(0);
const recent = (input: HourlyInput, series: string): number => observedOf(input.series[series] ?? none, 24);

/** Why a model may not serve this sensor; null where it may. */
export const whyNot = (
  { kind, needs, area }: Pick<Manifest, 'kind' | 'needs' | 'area'>,
  input: HourlyInput,
): FallbackReason | null => {
  if (!isWithin(area, placeOf(input))) return 'OUTSIDE_AREA';
  const recentHours = recent(input, 'target');
  if (recentHours === 0) return 'NO_RECENT_DATA';
  const ofWeek = observedOf(input.series.target ?? none, 168);
  if (recentHours < (needs.target ?? 0) || (kind === 'PM_ONLY' && ofWeek < leastOfWeek))
    return 'TOO_LITTLE_HISTORY';
  const lacking = Object.entries(needs).some(([series, least]) => recent(input, series) < least);
  return lacking ? 'INPUTS_MISSING' : null;
};
