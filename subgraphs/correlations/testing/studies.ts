import { readAssociationModels } from '@aqmrg/ml/runtime/index.ts';
import type { Exposure } from '../domain/exposure/exposure.ts';
import type { ModelDefinition } from '../domain/study/definition.ts';
import { planStudy } from '../domain/study/plan-study.ts';
import type { StudyPlan } from '../domain/study/study-plan.ts';
import type { StudyQuestion } from '../domain/study/study-question.ts';
import { found } from './near.ts';
import { series } from './vectors.ts';

/** The pre-specified models that come with the code. */
export const definitions: readonly ModelDefinition[] = (await readAssociationModels()).models;

/** The made-up series of four years. */
export const madeUp = { start: '2015-01-01', columns: series() };

/** One that came with a health series, unless told otherwise. */
export const makeExposure = (more: Partial<Exposure> = {}): Exposure => ({
  label: 'PM2.5',
  quantity: null,
  metric: null,
  unit: 'µg/m³',
  monitors: null,
  monitorsChanged: false,
  method: 'As it was uploaded.',
  days: 1_310,
  median: 20.5,
  p05: 9,
  p95: 44,
  ...more,
});

export const pm = { column: 'pm', exposure: makeExposure() };
export const ozone = { column: 'o3', exposure: makeExposure({ label: 'O3' }) };

/** The default question about the made-up series. */
export const makeQuestion = (more: Partial<StudyQuestion> = {}): StudyQuestion => ({
  definitions,
  modelId: 'time-series',
  outcome: { column: 'deaths', label: 'deaths' },
  exposures: [pm],
  confounders: { TEMPERATURE: 'temp', HOLIDAY: 'holiday' },
  ...more,
});

export const makePlan = (more: Partial<StudyQuestion> = {}): StudyPlan =>
  found(planStudy(makeQuestion(more), madeUp));
