import {
  type AccessTable,
  asParent,
  each,
  everyone,
  own,
  ownAsOwner,
} from '@aqmrg/platform/subgraph/access.ts';

/** Health data belong to the organisation that brought them; what was published, and the models, to everybody. */
export const access: AccessTable = {
  Query: {
    associationModels: everyone,
    ...each(own, 'healthSeries association correlation associationRun associationRuns'),
  },
  Mutation: {
    ...each(own, 'uploadHealthSeries removeHealthSeries startAssociation cancelAssociation'),
    ...each(ownAsOwner, 'publishAssociation withdrawAssociation'),
  },
  Site: each(everyone, 'id healthAssociations'),
  Sensor: { id: everyone },
  ...each(asParent, 'HealthSeries HealthColumn HealthSeriesUploaded HealthSeriesRemoved'),
  ...each(asParent, 'AnalysisProblem AnalysisProblems AnalysisWarning AssociationModel'),
  ...each(asParent, 'Exposure Monitor EffectEstimate LagEffect ExposureResponse ResponsePoint TriedModel'),
  ...each(asParent, 'ModelDiagnostics Association AssociationRun AssociationStarted AssociationCancelled'),
  ...each(asParent, 'Correlation LagCorrelation CorrelationFigures'),
  ...each(asParent, 'PublishedAssociation AssociationPublished AssociationWithdrawn'),
};
