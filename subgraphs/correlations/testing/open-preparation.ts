import { createPreparation } from '../actions/prepare.ts';
import { createExposureReader } from '../actions/read-exposure.ts';
import { areProblems } from '../domain/problem.ts';
import type { openAir } from './open-air.ts';
import { makeCaller, openActions, type TestGround } from './open-health.ts';
import { makeStudied } from './studied.ts';

/** What makes questions ready, and two years of the made-up series to ask about, which are ada's. */
export const openPreparation = async (ground: TestGround, air: Awaited<ReturnType<typeof openAir>>) => {
  const actions = openActions(ground);
  const kept = await actions.healthSeries.upload(makeStudied(), { caller: makeCaller() });
  if (areProblems(kept)) throw new Error(JSON.stringify(kept));
  const exposureReader = createExposureReader(air);
  return {
    ...actions,
    healthSeriesId: kept.healthSeries.id,
    prepare: createPreparation({ ...actions, exposureReader }),
  };
};
