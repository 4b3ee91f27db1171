import type { ModelInfo } from '@aqmrg/ml/runtime/index.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Unit } from '@aqmrg/schema/events/vocabulary.ts';
import { type Drift, driftOf } from '../domain/drift.ts';
import type { Rung } from '../domain/forecast.ts';
import { type Figures, figuresOf } from '../domain/scoring.ts';
import type { Scored } from '../store/scores.ts';

/** Figures of one horizon and model over one window, of one sensor or of all. */
export interface Judged extends Omit<Scored, 'sums'>, Figures {
  readonly unit: Unit;
  readonly drift: Drift | null;
}

const unitWords: Readonly<Partial<Record<Unit, string>>> = {
  MICROGRAM_PER_CUBIC_METRE: 'µg/m³',
  PARTS_PER_BILLION: 'ppb',
  PARTS_PER_MILLION: 'ppm',
};

/** Drift is judged over a week: more would tell late. */
const driftDays = 7;

const hidden = {
  mae: null,
  persistenceMae: null,
  skillOverPersistence: null,
  coverage80: null,
  pinball: null,
};

/** The error with which a model was judged; null for baselines, and where the registry has forgotten it. */
const promisedMae = ({ head, model }: Scored, models: readonly ModelInfo[]): number | null => {
  const info = models.find(({ id, version }) => id === model?.id && version === model.version);
  return info?.manifest?.metrics[head]?.mae ?? null;
};

/**
 * What scores say. Of what a model may have learnt by heart (IN_SAMPLE) only how much there was. Drift is judged over all sensors together: of one alone the promise says
 * nothing.
 */
export const judge = (
  scored: Scored,
  { models, isOfAll }: { readonly models: readonly ModelInfo[]; readonly isOfAll: boolean },
): Judged => {
  const { sums, ...name } = scored;
  const unit = canonicalUnit(name.quantity);
  const figures = figuresOf(sums);
  if (name.sample === 'IN_SAMPLE') return { ...name, ...figures, ...hidden, unit, drift: null };
  const isJudged = isOfAll && name.windowDays === driftDays && name.model !== null;
  const drift = isJudged ? driftOf(figures, promisedMae(scored, models), unitWords[unit] ?? unit) : null;
  return { ...name, ...figures, unit, drift };
};

/** As labels and texts name who made a forecast. */
export const modelWords = ({
  kind,
  model,
}: {
  readonly kind: Rung;
  readonly model: Scored['model'];
}): string => (model === null ? kind.toLowerCase() : `${model.id}@${model.version}`);
