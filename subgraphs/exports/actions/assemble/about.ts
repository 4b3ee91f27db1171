import type { FileColumn, FileSensor } from '@aqmrg/platform/ports/series-files.ts';

/** What a file says of itself, where its format has room for it. */
export interface About {
  /** Of its rows, in order. */
  readonly columns: readonly FileColumn[];
  /** Whose readings may be in it. */
  readonly sensors: readonly FileSensor[];
  /** Name and version of what made it. */
  readonly software: string;
  /** What else it is, by name: in the footer of Parquet, on a page of a workbook. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Facts with what is known when all pieces are there. */
export const factsOf = (
  { facts, software }: Pick<About, 'facts' | 'software'>,
  { isReplayed, rows }: { readonly isReplayed: boolean; readonly rows: number },
): readonly (readonly [name: string, value: string])[] => [
  ...Object.entries(facts),
  ['rows', `${rows}`],
  ['isReplayed', `${isReplayed}`],
  ['software', software],
];
