import type { Meters } from '@aqmrg/platform/observe/meters.ts';
import type { Forecast } from '../domain/forecast.ts';

export type Stage = 'read' | 'model' | 'store' | 'tell' | 'score';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What this room counts. */
export const openForecastMeters = (meters: Meters) => {
  const issued = meters.counter({
    name: 'aqmrg_forecasts_issued_total',
    help: 'Forecasts that were made, by the rung of the ladder that made them; NONE: no rung could.',
    labels: ['quantity', 'kind', 'shadow'],
  });
  const fallbacks = meters.counter({
    name: 'aqmrg_forecast_fallbacks_total',
    help: 'Rungs of the ladder that could not serve, by why not.',
    labels: ['quantity', 'kind', 'reason'],
  });
  const scored = meters.counter({
    name: 'aqmrg_forecast_targets_scored_total',
    help: 'Targets of forecasts whose truth came.',
    labels: ['quantity', 'horizon', 'sample'],
  });
  const stages = meters.timings(
    {
      name: 'aqmrg_forecast_stage_duration_seconds',
      help: 'Batches of forecasts, by stage: read (the series), model (features and model), store, tell; and score.',
      labels: ['stage'],
    },
    buckets,
  );
  const observers = Object.fromEntries(
    (['read', 'model', 'store', 'tell', 'score'] as const).map((stage) => [stage, stages({ stage })]),
  ) as Record<Stage, (seconds: number) => void>;

  return {
    made({ quantity, kind, isShadow, fallbacks: above }: Forecast): void {
      issued({ quantity, kind, shadow: String(isShadow) });
      if (isShadow) return;
      for (const one of above) fallbacks({ quantity, kind: one.kind, reason: one.reason });
    },
    refused(quantity: string, count = 1): void {
      issued({ quantity, kind: 'NONE', shadow: 'false' }, count);
    },
    scored: (quantity: string, horizon: string, sample: string): void =>
      scored({ quantity, horizon, sample }),
    /** Times a stage; what it gives is given on. */
    async time<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
      const began = performance.now();
      try {
        return await work();
      } finally {
        observers[stage]((performance.now() - began) / 1_000);
      }
    },
    figures: meters.level({
      name: 'aqmrg_forecast_figure',
      help: 'How right forecasts were, over all sensors and out of sample: n, mae, persistence_mae, skill, coverage80, pinball.',
      labels: ['quantity', 'horizon', 'model', 'shadow', 'days', 'figure'],
    }),
    drift: meters.level({
      name: 'aqmrg_forecast_drift',
      help: '1 where a model does worse than it promised, over the last 7 days.',
      labels: ['quantity', 'horizon', 'model', 'reason'],
    }),
    scoringLag: meters.level({
      name: 'aqmrg_forecast_scoring_lag_seconds',
      help: 'How long the oldest target that can be scored has waited.',
      labels: [],
    }),
    models: meters.level({
      name: 'aqmrg_forecast_models',
      help: 'Models that the registry names, by whether they can be used.',
      labels: ['stage', 'state'],
    }),
  };
};

export type ForecastMeters = ReturnType<typeof openForecastMeters>;
