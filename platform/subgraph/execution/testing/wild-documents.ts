import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** Declared by every wild document. */
export const wildVariables =
  '$yes: Boolean!, $no: Boolean = false, $n: Int, $at: DateTime, $filter: Filter, $c: Colour, $d: Colour! = RED, $ids: [ID!]';

const aliases = ['a', 'then', '__proto__', 'constructor', 'toString', 'b'];
const directives = [
  ...Array.from({ length: 14 }, () => ''),
  '@include(if: $yes)',
  '@skip(if: $yes)',
  '@include(if: $no)',
  '@skip(if: $no) @include(if: $yes)',
  '@include(if: true)',
];

const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  tags: ['', '(first: 3)', '(first: $n)', '(first: null)'],
  'Person.pet': ['(at: 1)', '(at: 7)'],
  'Query.when': ['', '(at: "2026-01-01T00:00:00Z")', '(at: $at)'],
  'Mutation.bump': ['', '(by: 2)'],
  'Person.pick': [
    '',
    '(filter: $filter)',
    '(filter: { text: "t", within: { at: $at, limit: 9 } }, colour: BLUE)',
    '(filter: { colours: [RED, $d] }, ids: ["1", 2])',
    '(colour: $c, ids: $ids)',
    '(ids: 5, filter: { within: $filter })',
  ],
};

/** Random bits, read one after the other. */
const reader = (choices: readonly number[]) => {
  let at = 0;
  return (limit: number): number => {
    const choice = choices[at % choices.length] ?? 0;
    at += 1;
    return (choice + at) % limit;
  };
};

const write = (schema: GraphQLSchema, choices: readonly number[], isMutation: boolean): string => {
  const next = reader(choices);
  const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
  let used = 0;

  const field = (
    parent: string,
    { name, type }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
    depth: number,
  ): string => {
    // the place in the document keeps two fields of one name from having different arguments
    used += 1;
    const given = pick(argumentsOf[name] ?? argumentsOf[`${parent}.${name}`] ?? ['']);
    const below = getNamedType(type);
    const alias =
      given === '' && !isCompositeType(below) && next(4) > 0
        ? ''
        : `${pick(aliases)}${next(5) === 0 ? '' : used}: `;
    return `${alias}${name}${given} ${pick(directives)} ${isCompositeType(below) ? set(below, depth - 1) : ''}`;
  };

  const selection = (type: GraphQLNamedType, depth: number): string => {
    if (isAbstractType(type) && depth > 0 && next(3) > 0) {
      const one = pick(schema.getPossibleTypes(type));
      return `... on ${one.name} ${pick(directives)} ${set(one, depth - 1)}`;
    }
    if (isObjectType(type) && depth > 0 && next(8) === 0)
      return `... ${pick(directives)} ${set(type, depth - 1)}`;
    if (next(8) === 0 || !(isObjectType(type) || isInterfaceType(type))) return '__typename';
    if (type.name === 'Person' && next(6) === 0) return '...OfPerson';
    const fields = Object.values(type.getFields()).filter(
      (one) => depth > 0 || !isCompositeType(getNamedType(one.type)),
    );
    return fields.length === 0 ? '__typename' : field(type.name, pick(fields), depth);
  };

  const set = (type: GraphQLNamedType, depth: number): string =>
    `{ ${Array.from({ length: 1 + next(3) }, () => selection(type, depth)).join(' ')} }`;

  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const body = set(root, 5);
  const fragment =
    '{ id name: id ...OnStrict } fragment OnStrict on Person { strict { age id @include(if: $yes) } }';
  const introspection = isMutation
    ? ''
    : ' __schema { queryType { name } } __type(name: "Cat") { name kind }';
  return `${isMutation ? 'mutation' : 'query'} Wild(${wildVariables}) ${body.slice(0, -1)} ${next(5) === 0 ? introspection : ''} }
    fragment OfPerson on Person ${fragment}`;
};

/** Documents over the wild schema, most of them valid. */
export const wildDocument = (schema: GraphQLSchema): fc.Arbitrary<string> =>
  fc
    .record({
      choices: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 80 }),
      isMutation: fc.boolean(),
    })
    .map(({ choices, isMutation }) => write(schema, choices, isMutation));
