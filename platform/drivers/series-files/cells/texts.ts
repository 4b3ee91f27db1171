import type { FileFormat } from '../../../ports/series-files.ts';

/** A text as SQL spells it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The name of a column as SQL spells it. */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** How texts are written in a format: in CSV, which spreadsheets open, none begins as a formula does. */
export interface Texts {
  /** Of a text that is known. */
  of(text: string): string;
  /** Of SQL that gives a text. */
  sql(text: string): string;
}

const formula = '^[=+@\t\r-]';
const begins = new RegExp(formula);

const harmless: Texts = {
  of: (text) => (begins.test(text) ? `'${text}` : text),
  // not by IN: of a list DuckDB makes a join, which does not keep the order of the rows
  sql: (text) =>
    `CASE WHEN regexp_matches(${text}, ${quoted(formula)}) THEN '''' || ${text} ELSE ${text} END`,
};

const plain: Texts = { of: (text) => text, sql: (text) => text };

export const textsIn = (format: FileFormat): Texts => (format === 'CSV' ? harmless : plain);
