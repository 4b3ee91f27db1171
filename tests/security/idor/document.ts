import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Asked } from './fields.ts';
import { type Kind, kindOf, type Subject, usual } from './subjects.ts';

const isRequired = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean =>
  isNonNullType(type) && defaultValue === undefined;

/** Everything below a type, so many levels deep. */
export const selectionOf = (type: GraphQLNamedOutputType, levels: number): string => {
  if (!isCompositeType(type)) return '';
  if (isUnionType(type)) {
    const parts = type.getTypes().map((one) => `... on ${one.name} ${selectionOf(one, levels)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const parts = fields.flatMap((field) => {
    const output = getNamedType(field.type);
    if (field.args.some(isRequired) || (levels === 0 && isCompositeType(output))) return [];
    return [`${field.name} ${selectionOf(output, levels - 1)}`.trim()];
  });
  return `{ __typename ${parts.join(' ')} }`;
};

/** The places of the ids in an input object. */
const idsIn = (type: GraphQLInputObjectType): readonly string[] =>
  Object.values(type.getFields())
    .filter((one) => getNamedType(one.type).name === 'ID')
    .map(({ name }) => `${type.name}.${name}`);

/** The places of every id that a client can send to a room. */
export const idPlaces = (
  schema: GraphQLSchema,
  asked: readonly Pick<Asked, 'at' | 'field'>[],
): readonly string[] => [
  ...Object.values(schema.getTypeMap()).filter(isInputObjectType).flatMap(idsIn),
  ...asked.flatMap(({ at, field }) =>
    field.args.filter(({ type }) => getNamedType(type).name === 'ID').map(({ name }) => `${at}.${name}`),
  ),
];

export interface Written {
  /** The arguments, as a literal: `(input: { … })`, or nothing. */
  readonly text: string;
  /** What kinds of things were named in them. */
  readonly kinds: ReadonlySet<Kind>;
  readonly ids: readonly string[];
}

/** Arguments for a field, with the ids of a subject's things wherever one is asked for, and the least of everything else. */
export const argumentsOf = ({ at, field }: Pick<Asked, 'at' | 'field'>, subject: Subject): Written => {
  const kinds = new Set<Kind>();
  const ids: string[] = [];

  const literalOf = (where: string, type: GraphQLInputType): string => {
    const given = usual(where);
    if (given !== undefined) return given;
    const bare = getNullableType(type);
    if (isListType(bare)) return `[${literalOf(where, bare.ofType)}]`;
    if (isInputObjectType(bare)) return `{ ${inner(bare.name, Object.values(bare.getFields()))} }`;
    if (isEnumType(bare)) return bare.getValues()[0]?.name ?? '';
    switch (getNamedType(bare).name) {
      case 'ID': {
        const kind = kindOf(where);
        kinds.add(kind);
        const id = subject[kind];
        ids.push(id);
        return JSON.stringify(id);
      }
      case 'Int':
        return '1';
      case 'Float':
        return '1.5';
      case 'Boolean':
        return 'false';
      case 'String':
        return '"a text"';
      default:
        throw new Error(`${where}: what is a usual ${bare}?`);
    }
  };

  const isWanted = (where: string, one: GraphQLArgument | GraphQLInputField): boolean => {
    if (isRequired(one) || usual(where) !== undefined) return true;
    const type = getNamedType(one.type);
    if (type.name === 'ID') return kindOf(where) !== 'none';
    return isInputObjectType(type) && idsIn(type).some((place) => kindOf(place) !== 'none');
  };

  const inner = (owner: string, all: readonly (GraphQLArgument | GraphQLInputField)[]): string =>
    all
      .map((one) => ({ one, where: `${owner}.${one.name}` }))
      .filter(({ one, where }) => isWanted(where, one))
      .map(({ one, where }) => `${one.name}: ${literalOf(where, one.type)}`)
      .join(', ');

  const given = inner(at, field.args);
  return { text: given === '' ? '' : `(${given})`, kinds, ids };
};
