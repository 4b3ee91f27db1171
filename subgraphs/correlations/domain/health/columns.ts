import { type Problem, type ProblemCode, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import type { HealthColumnRole } from './health-series.ts';
import { textFault } from './settings.ts';
import type { Table } from './table.ts';
import { type ColumnSaid, mostColumns } from './upload.ts';

/** A day has one of each at most: models would not know which to take. */
const onlyOnce: ReadonlySet<HealthColumnRole> = new Set(['TEMPERATURE', 'HUMIDITY', 'HOLIDAY', 'INFLUENZA']);

const longest = { name: 200, label: 200, unit: 60 };
/** As many as are told of a header. */
const mostNames = 20;

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? 'none'
    : `${names
        .slice(0, mostNames)
        .map((name) => shown(name))
        .join(', ')}${names.length > mostNames ? ', …' : ''}`;

/** A name that no column of these has. */
export const unknownColumn = (
  field: string,
  name: string,
  names: readonly string[],
  next = 'Name one of these.',
): Problem =>
  problem(field, 'UNKNOWN_COLUMN', `There is no column ${shown(name)}; there are ${listed(names)}`, next);

const textsOf = ({ name, label, unit }: ColumnSaid, path: string): readonly (Problem | null)[] => [
  textFault(`${path}.name`, name, longest.name),
  textFault(`${path}.label`, label ?? '', longest.label),
  textFault(`${path}.unit`, unit ?? '', longest.unit),
];

/** Whether a column may be called so. */
export const isName = (name: string): boolean => textFault('name', name, longest.name) === null;

/** What is wrong with what is said of the columns. `table` is that of the rows; null where these could not be read. */
export const judgeColumns = (
  columns: readonly ColumnSaid[],
  dateColumn: string,
  table: Pick<Table, 'names' | 'nextName'> | null,
): readonly Problem[] => {
  const wrong = (field: string, code: ProblemCode, reason: string, next: string) =>
    problem(field, code, reason, next);
  if (columns.length > mostColumns)
    return [wrong('columns', 'TOO_MANY', `There are more than ${mostColumns}`, 'Leave out some.')];
  const there = table === null ? null : new Set(table.names);
  const problems = columns.flatMap(({ name, role }, i): (Problem | null)[] => {
    const path = `columns.${i}`;
    const before = columns.slice(0, i);
    const twice = before.some((one) => one.name === name);
    const [isDate, hasRole] = [name === dateColumn, before.some((one) => one.role === role)];
    return [
      twice ? wrong(`${path}.name`, 'WRONG_SETTING', `${shown(name)} is named twice`, 'Name it once.') : null,
      isDate
        ? wrong(`${path}.name`, 'WRONG_SETTING', `${shown(name)} has the dates`, 'Leave it out of columns.')
        : null,
      onlyOnce.has(role) && hasRole
        ? wrong(`${path}.role`, 'WRONG_SETTING', `There are two columns of ${role}`, 'Leave one out.')
        : null,
      table === null || there?.has(name)
        ? null
        : unknownColumn(`${path}.name`, name, table.names, table.nextName),
      ...textsOf(columns[i] as ColumnSaid, path),
    ];
  });
  const noOutcome = columns.some(({ role }) => role === 'OUTCOME')
    ? []
    : [wrong('columns', 'WRONG_SETTING', 'There is no OUTCOME', 'Say which column counts events.')];
  return [...noOutcome, ...problems.filter((one) => one !== null)];
};
