/** The place of a row in a list that is ordered by name, then id. */
export interface Place {
  readonly name: string;
  readonly id: string;
}

/** One page in the order of name, then id; which of two names comes first is the database's collation. */
export interface PageQuery {
  readonly first: number;
  /** The last row that was seen. */
  readonly after: Place | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** Cuts the one row more that was asked for to learn whether a page follows. */
export const pageOf = <T>(rows: readonly T[], first: number): Page<T> => ({
  items: rows.slice(0, first),
  hasNextPage: rows.length > first,
});
