/** What to know beside a figure. The graph's contract: add, never rename. */
export const warningCodes = [
  'ASSOCIATION_NOT_CAUSE',
  'ONE_EXPOSURE_FOR_ALL',
  'NO_EFFECT_WITHIN_INTERVAL',
  'DEPENDS_ON_CHOICES',
  'DESIGNS_DISAGREE',
  'RESIDUALS_AUTOCORRELATED',
  'OVERDISPERSED',
  'MANY_DAYS_MISSING',
  'CONFOUNDER_LEFT_OUT',
  'FEW_EVENTS',
  'MONITORS_CHANGED',
  'LOW_COST_MONITORS',
  'EXPOSURE_NOT_OURS',
  'SEVERAL_TRIED',
  'ASKED_BEFORE',
  'TERMS_DROPPED',
  'SIGN_CHANGES',
  'FEW_INDEPENDENT_DAYS',
  'NO_WEATHER',
] as const;
export type WarningCode = (typeof warningCodes)[number];

export interface Warning {
  readonly code: WarningCode;
  /** In plain words, with the figures that it is about. */
  readonly message: string;
}

/** A warning where a rule holds, as a list of one; none elsewhere. */
export const warnIf = (isSo: boolean, code: WarningCode, message: () => string): readonly Warning[] =>
  isSo ? [{ code, message: message() }] : [];
