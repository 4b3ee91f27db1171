import { areProblems, isProblem, type Problem } from '../problem.ts';
import { shown } from '../shown.ts';
import { toldEvents } from '../small-groups.ts';
import { isName, judgeColumns, unknownColumn } from './columns.ts';
import { judgeDates } from './dates.ts';
import { groupOf } from './group.ts';
import type { HealthColumn } from './health-series.ts';
import { plain, readSettings } from './settings.ts';
import type { Table } from './table.ts';
import { type ColumnSaid, dateColumnOf, type JudgedUpload, mostProblems, type UploadSaid } from './upload.ts';
import { readValues } from './values.ts';

/** A column as it is told. */
const columnOf = ({ name, role, label, unit }: ColumnSaid, values: Float64Array): HealthColumn => {
  const { days, events } = groupOf(values);
  return {
    name,
    role,
    label: plain(label) ?? name,
    unit: plain(unit),
    missing: values.length - days,
    events: role === 'OUTCOME' ? toldEvents(events) : null,
  };
};

/** What the rows say of dates and columns; or what is wrong with them. Of columns that are there alone. */
const readRows = (said: UploadSaid, table: Table, tomorrow: string) => {
  const dateColumn = dateColumnOf(said);
  const { placeOf, names, nextName } = table;
  const dates = names.includes(dateColumn)
    ? judgeDates({ texts: table.column(dateColumn), placeOf, tomorrow }, shown(dateColumn))
    : [unknownColumn('dateColumn', dateColumn, names, nextName)];
  const there = new Set(names);
  const columns = said.columns
    .filter(({ name }) => there.has(name) && isName(name))
    .map((column) => ({
      column,
      values: readValues({ ...column, texts: table.column(column.name), placeOf }),
    }));
  return { dates, columns };
};

/**
 * A series that may be kept, or what is wrong with it: the first problems of everything. `tomorrow` is the first day that has not come
 * anywhere on Earth.
 */
export const judgeUpload = (
  said: UploadSaid,
  table: Table | Problem,
  tomorrow: string,
): JudgedUpload | readonly Problem[] => {
  const { settings, problems } = readSettings(said);
  const wrong = [
    ...problems,
    ...judgeColumns(said.columns, dateColumnOf(said), isProblem(table) ? null : table),
  ];
  // with so much amiss in what is to be read, reading it would only add to it
  if (isProblem(table)) return [...wrong, table].slice(0, mostProblems);
  if (wrong.length > 0 && wrong.some(({ field }) => field === 'columns')) return wrong.slice(0, mostProblems);
  const { dates, columns } = readRows(said, table, tomorrow);
  const faults = columns.flatMap(({ values }) => (areProblems(values) ? values : []));
  const all = [...wrong, ...(areProblems(dates) ? dates : []), ...faults];
  if (all.length > 0 || areProblems(dates)) return all.slice(0, mostProblems);
  const read = columns.map(({ column, values }) => ({ column, values: values as Float64Array }));
  return {
    ...settings,
    ...dates,
    columns: read.map(({ column, values }) => columnOf(column, values)),
    values: Object.fromEntries(read.map(({ column, values }) => [column.name, values])),
  };
};
