import type { Exposure } from '../../exposure/exposure.ts';
import { countText } from '../wording.ts';
import { type Warning, warnIf } from './warning.ts';

const namesOf = (exposures: readonly Exposure[]): string => exposures.map(({ label }) => label).join(' and ');

/** Whether days were made of different sets of monitors. */
const monitorsChanged = (exposures: readonly Exposure[]): readonly Warning[] => {
  const changed = exposures.filter((one) => one.monitorsChanged);
  return warnIf(
    changed.length > 0,
    'MONITORS_CHANGED',
    () =>
      `Not the same monitors measured ${namesOf(changed)} all the time: a part of its change from day to day may be that of monitors that came and went.`,
  );
};

/** Whether any monitor is a low-cost one. */
const lowCostMonitors = (exposures: readonly Exposure[]): readonly Warning[] => {
  const cheap = exposures.filter(({ monitors }) => monitors?.some(({ isLowCost }) => isLowCost));
  const all = cheap.flatMap(({ monitors }) => monitors ?? []);
  return warnIf(cheap.length > 0, 'LOW_COST_MONITORS', () => {
    const count = all.filter(({ isLowCost }) => isLowCost).length;
    return `${countText(count)} of the ${countText(all.length)} monitors of ${namesOf(cheap)} ${count === 1 ? 'is' : 'are'} low-cost: errors of their own weaken an association, and errors that follow humidity or temperature bend it.`;
  });
};

/** Whether an exposure was uploaded with the health series. */
const exposureNotOurs = (exposures: readonly Exposure[]): readonly Warning[] => {
  const uploaded = exposures.filter(({ monitors }) => monitors === null);
  return warnIf(
    uploaded.length > 0,
    'EXPOSURE_NOT_OURS',
    () =>
      `${namesOf(uploaded)} came with the health series: nothing is known here of how it was measured, or of how days were made of it.`,
  );
};

/** What to know of how the exposures were measured. */
export const exposureWarnings = (exposures: readonly Exposure[]): readonly Warning[] => [
  ...monitorsChanged(exposures),
  ...lowCostMonitors(exposures),
  ...exposureNotOurs(exposures),
];
