import { scalars } from '@aqmrg/platform/subgraph/scalars.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Format } from '../../domain/request/export-request.ts';
import { quoted } from '../../domain/request/parts/read.ts';
import type { RequestInput } from '../../domain/request/request-input.ts';

type Query = Readonly<Record<string, unknown>>;

/** Parameters, by the parts of a request that they say: `average.every` is `every` here. */
const parameters = {
  sensorIds: 'sensorId',
  siteIds: 'siteId',
  networkIds: 'networkId',
  countries: 'country',
  quantities: 'quantity',
  from: 'from',
  to: 'to',
  layout: 'layout',
  compression: 'compression',
  columns: 'columns',
  'average.every': 'every',
  'average.aggregates': 'aggregate',
  'average.minCoverage': 'minCoverage',
  version: 'version',
  quality: 'quality',
  asOf: 'asOf',
} as const;
type Part = keyof typeof parameters;

const known: ReadonlySet<string> = new Set(Object.values(parameters));
const several: ReadonlySet<string> = new Set<(typeof parameters)[Part]>([
  ...(['sensorId', 'siteId', 'networkId', 'country', 'quantity', 'aggregate', 'quality'] as const),
]);
/** Of names that there are not, so many are shown. */
const mostNamed = 5;

/** A problem of a request, said of the parameter by which the part at fault came. */
export const saidOfParameter = ({ field, ...rest }: Problem): Problem => ({
  field: Object.hasOwn(parameters, field) ? parameters[field as Part] : field,
  ...rest,
});

const strangers = (query: Query): readonly Problem[] => {
  const names = Object.keys(query).filter((name) => !known.has(name));
  if (names.length === 0) return [];
  const shown = names.slice(0, mostNamed).map(quoted).join(', ');
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return [
    problem(
      'query',
      'UNKNOWN',
      `There is no parameter ${shown}${more}`,
      `There are ${[...known].join(', ')}.`,
    ),
  ];
};

const repeated = (query: Query): readonly Problem[] =>
  Object.keys(query)
    .filter((name) => known.has(name) && !several.has(name) && Array.isArray(query[name]))
    .map((name) => problem(name, 'BAD_VALUE', 'It stands there more than once', 'Send it once.'));

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

/** What cannot be read becomes what no instant is, for who judges requests. A plus that was not escaped comes as a space. */
const instantOf = (text: string): number => {
  try {
    return scalars.DateTime.parseValue(text.replace(/ (?=\d\d:\d\d$)/, '+'));
  } catch {
    return Number.NaN;
  }
};

const averageWithoutPeriod = problem(
  'every',
  'BAD_VALUE',
  'It is missing, and aggregate and minCoverage are of averages',
  'Send every=PT1H, or leave the others out for single readings.',
);

/** What an address asks for, in the words of a request, and what is wrong with how it says so. Words may be in small letters. */
export const readDirectQuery = (
  format: Format,
  query: Query,
): { readonly input: RequestInput; readonly problems: readonly Problem[] } => {
  const ids = (part: Part) => {
    const value = query[parameters[part]];
    return value === undefined ? null : textsOf(value);
  };
  /** Several words may also stand in one, with commas. */
  const words = (part: Part) => ids(part)?.flatMap((text) => text.toUpperCase().split(',')) ?? null;
  const one = (part: Part) => ids(part)?.at(-1);
  const word = (part: Part) => one(part)?.toUpperCase() ?? null;
  const every = one('average.every');
  const minCoverage = one('average.minCoverage');
  const aggregates = words('average.aggregates');
  const asOf = one('asOf');
  const isLost = every === undefined && (aggregates !== null || minCoverage !== undefined);
  return {
    problems: [...strangers(query), ...repeated(query), ...(isLost ? [averageWithoutPeriod] : [])],
    input: {
      ...{ sensorIds: ids('sensorIds'), siteIds: ids('siteIds'), networkIds: ids('networkIds') },
      ...{ countries: words('countries'), quantities: words('quantities') },
      ...{ from: instantOf(one('from') ?? ''), to: instantOf(one('to') ?? '') },
      ...{ format, layout: word('layout'), compression: word('compression') ?? 'NONE', split: 'WHOLE' },
      ...{ columns: word('columns'), version: word('version'), quality: words('quality') },
      asOf: asOf === undefined ? null : instantOf(asOf),
      average:
        every === undefined
          ? null
          : {
              ...{ every, aggregates },
              minCoverage: minCoverage === undefined ? null : Number(minCoverage.trim() || Number.NaN),
            },
    },
  };
};
