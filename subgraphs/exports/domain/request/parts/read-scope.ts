import { isCountry } from '../../codes/countries.ts';
import { type Problem, problem } from '../../problem.ts';
import type { SensorScope } from '../export-request.ts';
import type { RequestInput } from '../request-input.ts';
import { quoted, type Read, sortedOnce } from './read.ts';
import { emptyList } from './read-word.ts';

/** How many of each may be named. */
const mostNamed = { sensorIds: 10_000, siteIds: 1_000, networkIds: 1_000, countries: 249 } as const;
const longestId = 200;

type Field = keyof SensorScope;
const fields = ['sensorIds', 'siteIds', 'networkIds', 'countries'] as const satisfies readonly Field[];

const isId = (id: string): boolean => id.length > 0 && id.length <= longestId;

const notOne = (field: Field, name: string): Problem =>
  field === 'countries'
    ? problem(
        field,
        'BAD_VALUE',
        `${quoted(name)} is no country`,
        'Send ISO 3166-1 alpha-2 codes, such as UG.',
      )
    : problem(field, 'BAD_VALUE', `${quoted(name)} is no id`, `Send ids of 1 to ${longestId} characters.`);

const problemOf = (field: Field, names: RequestInput[Field]): Problem | undefined => {
  if (names === null || names === undefined) return undefined;
  if (names.length === 0) return emptyList(field);
  if (names.length > mostNamed[field])
    return problem(
      field,
      'TOO_MUCH',
      `There are ${names.length}, and ${mostNamed[field]} may be named`,
      'Ask for several exports, or for a site, a network or a country as a whole.',
    );
  const strange = names.find((name) => !(field === 'countries' ? isCountry(name) : isId(name)));
  return strange === undefined ? undefined : notOne(field, strange);
};

/** Which sensors, each named once and in order. */
export const readScope = (input: RequestInput): Read<SensorScope> => {
  const problems = fields.flatMap((field) => problemOf(field, input[field]) ?? []);
  const named = (field: Field) => {
    const names = input[field];
    return names === null || names === undefined ? null : sortedOnce(names);
  };
  return {
    value: {
      sensorIds: named('sensorIds'),
      siteIds: named('siteIds'),
      networkIds: named('networkIds'),
      countries: named('countries'),
    },
    problems,
  };
};
