import { type AccessTable, asParent, each, everyone, withScope } from '@aqmrg/platform/subgraph/access.ts';

const ownExports = withScope('export');

/** What there is, everybody may know; what was made of it is whose it is. */
export const access: AccessTable = {
  Query: { availability: everyone, ...each(ownExports, 'exportEstimate export exports') },
  Mutation: each(ownExports, 'requestExport cancelExport'),
  Subscription: { exportProgressed: ownExports },
  Sensor: { id: everyone },
  ...each(asParent, 'Availability SensorAvailability MonthAvailability ExportEstimate Export ExportFile'),
  ...each(asParent, 'ExportProblem ExportProblems ExportRequested ExportCancelled'),
};
