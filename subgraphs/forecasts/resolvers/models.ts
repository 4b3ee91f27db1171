import { createHash } from 'node:crypto';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Shelf } from '../actions/shelf.ts';
import type { ModelName, Rung } from '../domain/forecast.ts';
import { baselineIds } from '../domain/reasons.ts';
import { type Head, heads, horizonOf } from '../domain/targets.ts';
import type { ModelStage } from './types.generated.ts';

type Info = ReturnType<Shelf['list']>[number];

/** A model as the graph has it; its card is read where it is asked for. */
export interface ShownModel {
  readonly id: string;
  readonly version: string | null;
  readonly kind: Rung | 'NONE';
  readonly quantity: Quantity | null;
  readonly stage: ModelStage | null;
  readonly trainedFrom: EpochMs | null;
  readonly trainedTo: EpochMs | null;
  readonly metrics: ShownMetrics[];
  readonly sha256: string | null;
  readonly licence: string | null;
  readonly whole: boolean;
  readonly problem: string | null;
}

interface ShownMetrics {
  readonly horizon: string;
  readonly n: number | null;
  readonly mae: number | null;
  readonly skillOverPersistence: number | null;
  readonly skillOverClimatology: number | null;
  readonly coverage80: number | null;
  readonly pinball: number | null;
}

const bare = {
  version: null,
  quantity: null,
  stage: null,
  trainedFrom: null,
  trainedTo: null,
  metrics: [],
  sha256: null,
  licence: null,
  whole: true,
  problem: null,
};

/** What stands where no model of ours made anything. */
const baseline = (kind: keyof typeof baselineIds): ShownModel => ({ ...bare, id: baselineIds[kind], kind });

const stages = { production: 'PRODUCTION', replay: 'REPLAY', shadow: 'SHADOW' } as const;

type Metrics = NonNullable<Info['manifest']>['metrics'];

const metricsOf = (metrics: Metrics): ShownMetrics[] =>
  heads
    .filter((head) => metrics[head] !== undefined)
    .map((head: Head) => {
      const of = metrics[head] ?? {};
      const value = (name: string): number | null => of[name] ?? null;
      return {
        horizon: horizonOf(head),
        n: value('n'),
        mae: value('mae'),
        skillOverPersistence: value('skillMaePersistence'),
        skillOverClimatology: value('skillMseClimatology'),
        coverage80: value('coverage80'),
        pinball: value('pinball'),
      };
    });

/** One hash of all files, in the order of the horizons. */
const digestOf = (manifest: NonNullable<Info['manifest']>): string =>
  createHash('sha256')
    .update(heads.map((head) => manifest.heads[head].sha256).join('\n'))
    .digest('hex');

/** A line of the registry. */
export const shownModel = ({ id, version, quantity, stage, manifest, problem }: Info): ShownModel => ({
  id,
  version,
  // a manifest that cannot be read says no kind: what the name says is the best guess
  kind: manifest?.kind ?? (id.endsWith('-full') ? 'FULL' : 'PM_ONLY'),
  quantity,
  stage: stages[stage],
  trainedFrom: manifest && Date.parse(manifest.trainedFrom),
  trainedTo: manifest && Date.parse(manifest.trainedTo),
  metrics: manifest ? metricsOf(manifest.metrics) : [],
  sha256: manifest && digestOf(manifest),
  licence: manifest?.licence ?? null,
  whole: problem === null,
  problem: problem?.detail ?? null,
});

interface Maker {
  readonly kind: Rung;
  readonly model: ModelName | null;
  readonly isShadow?: boolean;
  readonly replayed?: boolean;
}

/** Who made something, as far as it is known. One model may stand in several stages: that in which it made this is shown. */
export const makerOf = (
  { kind, model, isShadow = false, replayed }: Maker,
  { shelf }: { readonly shelf: Pick<Shelf, 'list'> },
): ShownModel => {
  if (model === null) return kind === 'CLIMATOLOGY' ? baseline(kind) : baseline('PERSISTENCE');
  const same = shelf.list().filter(({ id, version }) => id === model.id && version === model.version);
  const wanted = isShadow ? 'shadow' : replayed ? 'replay' : 'production';
  const info = same.find(({ stage }) => stage === wanted) ?? same[0];
  return info ? shownModel(info) : { ...bare, ...model, kind };
};

export const nobody: ShownModel = baseline('NONE');
