import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { horizonOf } from '../domain/targets.ts';
import { everySensor, type Scores } from '../store/scores.ts';
import { judge, modelWords } from './judge.ts';
import type { ForecastMeters } from './meters.ts';
import type { Shelf } from './shelf.ts';

interface Ground {
  readonly scores: Scores;
  readonly shelf: Shelf;
  readonly meters: ForecastMeters;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Tells figures, drift and the state of the models as metrics, and says in the log when a model begins to drift. */
export const createSkillWatch = ({ scores, shelf, meters, now, log }: Ground) => {
  let drifting = new Set<string>();
  return async (): Promise<void> => {
    const models = shelf.list();
    const quantities = new Set<Quantity>(['PM25', ...models.map(({ quantity }) => quantity)]);
    const names = [...quantities].map((quantity) => ({ sensorId: everySensor, quantity }));
    const judged = (await scores.windows(names, now())).map((scored) =>
      judge(scored, { models, isOfAll: true }),
    );
    const told = judged.filter(({ sample }) => sample === 'OUT_OF_SAMPLE');

    meters.figures.setAll(
      told.flatMap((one) => {
        const labels = {
          quantity: one.quantity,
          horizon: horizonOf(one.head),
          model: modelWords(one),
          shadow: String(one.isShadow),
          days: String(one.windowDays),
        };
        const figures = {
          n: one.n,
          mae: one.mae,
          persistence_mae: one.persistenceMae,
          skill: one.skillOverPersistence,
          coverage80: one.coverage80,
          pinball: one.pinball,
        };
        return Object.entries(figures).flatMap(([figure, value]) =>
          value === null ? [] : [[{ ...labels, figure }, value] as const],
        );
      }),
    );

    const drifts = told.flatMap((one) => (one.drift ? [{ ...one, drift: one.drift }] : []));
    meters.drift.setAll(
      drifts.map(({ drift, ...one }) => [
        {
          quantity: one.quantity,
          horizon: horizonOf(one.head),
          model: modelWords(one),
          reason: drift.reason,
        },
        1,
      ]),
    );
    const before = drifting;
    drifting = new Set(drifts.map((one) => `${modelWords(one)} ${one.head}`));
    for (const { drift, ...one } of drifts)
      if (!before.has(`${modelWords(one)} ${one.head}`))
        log.warn({ model: modelWords(one), horizon: horizonOf(one.head) }, drift.message);

    const counts = Map.groupBy(models, ({ stage, problem }) =>
      JSON.stringify({ stage, state: problem === null ? 'whole' : problem.reason }),
    );
    meters.models.setAll([...counts].map(([labels, those]) => [JSON.parse(labels), those.length]));
    const since = await scores.waitingSince(now());
    meters.scoringLag.setAll([[{}, since === null ? 0 : Math.max(0, now() - since) / 1_000]]);
  };
};
