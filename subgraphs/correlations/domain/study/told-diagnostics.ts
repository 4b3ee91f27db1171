import type { Diagnostics } from '../residual-checks.ts';
import type { AliasedColumn } from '../terms/aliasing.ts';
import type { FittedModel } from './fit-planned.ts';
import type { ModelDiagnostics } from './study-found.ts';

const mostParts = 3;

const aliasedText = ({ name, of }: AliasedColumn): string => {
  const parts = of.slice(0, mostParts).map((part) => part.name);
  const more = of.length > mostParts ? ` and ${of.length - mostParts} more` : '';
  return parts.length === 0
    ? `${name}: it has no value but 0 on the days used`
    : `${name}: the same as a combination of ${parts.join(', ')}${more}`;
};

/** What was left out of a model, and why, one text a column. */
const droppedFrom = ({ fit, leftOut }: FittedModel): readonly string[] => [
  ...leftOut.map((column) => `${column}: it does not vary on the days used`),
  ...fit.aliased.map(aliasedText),
];

export const diagnosticsOf = (model: FittedModel, found: Diagnostics): ModelDiagnostics => ({
  dispersion: found.dispersion,
  acf: [...found.acf],
  pacf: [...found.pacf],
  ljungBoxP: found.ljungBox.p,
  durbinWatson: found.durbinWatson,
  residualDegreesOfFreedom: model.fit.dfResidual,
  dropped: droppedFrom(model),
});
