export {
  type AssociationModel,
  type AssociationModels,
  associationModelsFolder,
  readAssociationModels,
} from './association-models.ts';
export { type HistoryRequest, readHistories, type SensorPlace } from './history.ts';
export type { Manifest } from './manifest.ts';
export { type ModelsOptions, openModels } from './models.ts';
export { quantileLevels } from './quantile-levels.ts';
export * from './types.ts';
