import type { FilePiece } from '../../../ports/series-files.ts';
import type { Member } from '../members.ts';
import { named, quoted, type Texts, textsIn } from './texts.ts';

/** What the rows of a member have in common, as a column of the table of members. */
export interface MemberColumn {
  readonly name: string;
  readonly type: 'TEXT' | 'NUMBER';
  readonly values: readonly (string | number | null)[];
}

/** What is written of a period, whoever's it is: SQL of a text. */
export interface PeriodColumn {
  readonly name: string;
  readonly sql: string;
}

/** First and last of the instants that a piece tells of one kind. Null: there are none. */
export type Extent = readonly [first: number, last: number] | null;

export interface Extents {
  /** Of the periods. */
  readonly period: Extent;
  /** Of the periods in which replayed values were measured. */
  readonly original: Extent;
  readonly received: Extent;
}

/** What the columns of a piece are made from, and what they ask of the table of members. */
export interface Writing {
  readonly piece: FilePiece;
  readonly members: readonly Member[];
  readonly extents: Extents;
  readonly texts: Texts;
  /** SQL of what each member says, of a row `r`: written as it is where all say the same. */
  ofMember(name: string, type: MemberColumn['type'], say: (member: Member) => string | number | null): string;
  readonly asked: readonly MemberColumn[];
  /** SQL of what a period says, of a row `r`: made once a period where many rows share theirs. */
  ofPeriod(name: string, sql: string): string;
  readonly askedOfPeriods: readonly PeriodColumn[];
}

const literal = (value: string | number | null | undefined, type: MemberColumn['type']): string => {
  if (value === null || value === undefined) return `NULL::${type === 'TEXT' ? 'VARCHAR' : 'DOUBLE'}`;
  return typeof value === 'number' ? `${value}::DOUBLE` : quoted(value);
};

interface Written {
  readonly piece: FilePiece;
  readonly members: readonly Member[];
  readonly extents: Extents;
  readonly areShared: boolean;
}

export const writingOf = ({ piece, members, extents, areShared }: Written): Writing => {
  const asked: MemberColumn[] = [];
  const askedOfPeriods: PeriodColumn[] = [];
  return {
    piece,
    members,
    extents,
    texts: textsIn(piece.format),
    asked,
    ofMember(name, type, say) {
      const values = members.map(say);
      if (values.every((value) => value === values[0])) return literal(values[0], type);
      if (!asked.some((column) => column.name === name)) asked.push({ name, type, values });
      return type === 'TEXT' ? `r.${named(name)}::VARCHAR` : `r.${named(name)}`;
    },
    askedOfPeriods,
    ofPeriod(name, sql) {
      if (!areShared || piece.format === 'PARQUET') return sql;
      if (!askedOfPeriods.some((column) => column.name === name)) askedOfPeriods.push({ name, sql });
      return `r.${named(name)}::VARCHAR`;
    },
  };
};
