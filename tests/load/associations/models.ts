const numeric = (column: string, more: object = {}) => ({ kind: 'numeric', column, ...more });
const ns = (column: string, df: number) => numeric(column, { response: { kind: 'ns', df } });
const model = (terms: readonly object[]): string =>
  JSON.stringify({ kind: 'model', outcome: 'death', family: 'quasipoisson', terms });
const pm = (lags: object) => numeric('pm10', { per: 10, isExposure: true, lags });
const dow = { kind: 'factor', column: 'dow' };

/** The models of glm-fit.R: the first example of dlnm's vignette, and distributed lags 0 to 7, adjusted as is usual. */
export const models = {
  vignette: model([
    pm({ to: 15, shape: { kind: 'polynomial', degree: 4 } }),
    numeric('temp', {
      response: { kind: 'ns', df: 5 },
      lags: { to: 3, shape: { kind: 'strata', starts: [0, 1] } },
    }),
    ns('time', 98),
    dow,
  ]),
  lags: model([pm({ to: 7 }), ns('time', 98), ns('temp', 6), ns('dptp', 3), dow]),
} as const;
export type ModelName = keyof typeof models;
