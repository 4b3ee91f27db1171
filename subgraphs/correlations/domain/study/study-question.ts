import type { Exposure } from '../exposure/exposure.ts';
import type { Confounders, ModelDefinition } from './definition.ts';

/** A column of the daily series, and what to call it. */
export interface NamedColumn {
  readonly column: string;
  readonly label: string;
}

export interface ExposureColumn {
  /** In the daily series. */
  readonly column: string;
  readonly exposure: Exposure;
}

/** What somebody wants to know. */
export interface StudyQuestion {
  readonly definitions: readonly ModelDefinition[];
  /** Of the definition that is asked for. */
  readonly modelId: string;
  readonly outcome: NamedColumn;
  /** One, or two that are adjusted for each other. */
  readonly exposures: readonly ExposureColumn[];
  readonly confounders: Confounders;
  /** 1 to 12; all unless given. Lags reach over the others. */
  readonly months?: readonly number[] | null;
  /** Of the first exposure, in its unit; 10 unless given. */
  readonly increment?: number | null;
  /** What the first exposure's curve is compared with; its median unless given. */
  readonly reference?: number | null;
  /** How many other questions about the same outcome were asked before. */
  readonly askedBefore?: number;
}
