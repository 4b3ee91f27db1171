import type { Exposure } from '../exposure/exposure.ts';
import type { ModelRequest } from '../report/request.ts';
import type { TriedAs } from './definition.ts';
import type { Gaps } from './gaps.ts';
import type { NamedColumn } from './study-question.ts';

/** A model that a study fits. */
export interface PlannedModel {
  readonly id: string;
  readonly title: string;
  readonly triedAs: TriedAs;
  readonly request: ModelRequest;
  /** Which exposures its first terms are, by their places in the plan: what is told of it is the effect of the first. */
  readonly exposures: readonly number[];
  /** Whether its exposure–response curve is told. */
  readonly isCurve: boolean;
}

export interface PlannedExposure {
  readonly column: string;
  readonly exposure: Exposure;
  /** Effects are those of `reference + increment` against `reference`: of a line, the same anywhere. */
  readonly increment: number;
  readonly reference: number;
}

/** All models that are fitted for one question: plain data, so that it can be kept, hashed and handed to a thread. */
export interface StudyPlan {
  /** The pre-specified one first. */
  readonly models: readonly PlannedModel[];
  /** The id of the one that was asked for. */
  readonly mainId: string;
  readonly outcome: NamedColumn;
  readonly exposures: readonly PlannedExposure[];
  /** Columns whose terms are left out of a model where they do not vary on its days, such as holidays of months without one. */
  readonly optional: readonly string[];
  /** Confounders that are left out of all models but one, for they are missing too often. */
  readonly leftOut: readonly Gaps[];
  readonly months: readonly number[] | null;
  readonly askedBefore: number;
}
