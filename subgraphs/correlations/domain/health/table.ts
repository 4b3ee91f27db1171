/** The rows of an upload, whichever way they were sent. */
export interface Table {
  readonly names: readonly string[];
  /** What to do about a name that is not among them. */
  readonly nextName: string;
  readonly rows: number;
  /** The texts of a column, a row each; empty where there is no value. Of names that are there alone. */
  readonly column: (name: string) => readonly string[];
  /** Where a row is, for people: `Line 12`. */
  readonly placeOf: (row: number) => string;
}
