import type { Warning } from './warning.ts';

export const notCause: Warning = {
  code: 'ASSOCIATION_NOT_CAUSE',
  message:
    'This says how events and the air go together from day to day, after what was adjusted for. It does not say that the one brings about the other: whatever else changes on the same days may be behind it.',
};

export const oneExposure: Warning = {
  code: 'ONE_EXPOSURE_FOR_ALL',
  message:
    'All people of the place are given the same exposure, that of the monitors. What each of them breathed is not known, so this says nothing of any one person, and an effect is more often told too small than too large.',
};
