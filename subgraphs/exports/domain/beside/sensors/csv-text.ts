type CsvCell = string | number | null;

/** Spreadsheets take a text that begins so for a formula and run it: the apostrophe makes it text again, as in the rows' own files. */
const isFormula = (text: string): boolean => /^[=+@\t\r-]/.test(text);

const cellText = (cell: CsvCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, with a header; texts are harmless in spreadsheets, numbers are as they are, null is empty. */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cellText).join(',')}\n`).join('');
