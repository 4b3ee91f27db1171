import type { Problem } from '../problem.ts';
import { type CorrelationsReport, correlationsReport } from './correlations-report.ts';
import { type ModelReport, modelReport, type Stage } from './model-report.ts';
import type { AssociationRequest, Daily } from './request.ts';

export type AssociationReport = ModelReport | CorrelationsReport;

/** Does what a specification asks for. */
export const associationOf = (
  request: AssociationRequest,
  daily: Daily,
  onStage?: (stage: Stage) => void,
): AssociationReport | Problem =>
  request.kind === 'model' ? modelReport(request, daily, onStage) : correlationsReport(request, daily);
