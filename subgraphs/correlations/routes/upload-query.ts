import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { Upload } from '../actions/read-upload.ts';
import { healthColumnRoles } from '../domain/health/health-series.ts';
import type { ColumnSaid } from '../domain/health/upload.ts';
import { shown } from '../domain/shown.ts';

type Query = Readonly<Record<string, unknown>>;

const settings = ['name', 'population', 'source', 'timeZone', 'dateColumn'] as const;
const roles = new Map(healthColumnRoles.map((role) => [role.toLowerCase(), role]));
const known: ReadonlySet<string> = new Set([...settings, ...roles.keys()]);

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

const once = (query: Query, field: (typeof settings)[number]): string | undefined => {
  const value = query[field];
  if (value === undefined || typeof value === 'string') return value;
  throw badInput(field, `${field} is said more than once.`);
};

/** The columns of each role, separated by commas: `outcome=death,cvd&temperature=temp`. */
const columnsOf = (query: Query): readonly ColumnSaid[] =>
  [...roles].flatMap(([field, role]) =>
    textsOf(query[field] ?? '')
      .flatMap((names) => names.split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name, role })),
  );

/** An upload whose rows are the body, and whose settings stand in the address. Throws BAD_INPUT for settings that there are not. */
export const uploadOfQuery = (query: Query, csv: string): Upload => {
  const unknown = Object.keys(query).find((field) => !known.has(field));
  if (unknown !== undefined)
    throw badInput(shown(unknown), `There is no such setting; there are ${[...known].join(', ')}.`);
  return {
    name: once(query, 'name') ?? '',
    population: once(query, 'population'),
    source: once(query, 'source'),
    timeZone: once(query, 'timeZone') ?? '',
    dateColumn: once(query, 'dateColumn'),
    columns: columnsOf(query),
    csv,
  };
};
