import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Resolvers } from '../kit/subgraph.ts';
import { hash } from './draw.ts';

/** What the subgraphs of a generated graph know, all of it a function of the seed. Shares in per cent. */
export interface World {
  readonly seed: number;
  /** Resolvers that throw. */
  readonly throwing: number;
  /** Entities that a subgraph never heard of. */
  readonly unknown: number;
  /** Nulls where they are allowed. */
  readonly nulls: number;
  /** Whether an entity has other values wherever it is met: nobody may rely on its key alone. */
  readonly fickle: boolean;
  /** Whether subgraphs know an enum value that clients may not see. */
  readonly hiding: boolean;
}

interface Source {
  readonly n?: number;
  readonly [field: string]: unknown;
}

/** Types behind one interface share their ids; odd numbers are lasers. */
const family = (type: string): string => (type === 'Laser' || type === 'Mass' ? 'Device' : type);
const fits = (type: string, n: number): number =>
  type === 'Laser' ? n | 1 : type === 'Mass' ? (n | 1) + 1 : n;

const known = (type: string, n: number): Source => ({
  n,
  __typename: type === 'Device' ? (n % 2 === 1 ? 'Laser' : 'Mass') : type,
  id: `${family(type)}:${n}`,
  code: `code ${family(type)} ${n}`,
  spot: { row: n >> 1, col: n & 1 },
});

const numberOf = (reference: { id?: string; code?: string; spot?: { row: number; col: number } }): number =>
  reference.spot
    ? reference.spot.row * 2 + reference.spot.col
    : Number(/\d+$/.exec(reference.id ?? reference.code ?? '')?.[0]);

const concrete = (info: GraphQLResolveInfo, type: GraphQLOutputType, at: number): string => {
  const named = getNamedType(type);
  if (!isAbstractType(named)) return named.name;
  const possible: readonly GraphQLObjectType[] = info.schema.getPossibleTypes(named);
  return possible[at % possible.length]?.name ?? named.name;
};

const leafOf = (name: string, at: number): unknown => {
  if (name === 'Int') return (at % 2_000) - 1_000;
  if (name === 'Float') return at % 2 === 0 ? at % 100 : (at % 1_000) / 8;
  if (name === 'Boolean') return at % 2 === 0;
  return ['', 'clean', 'a "quoted" one', 'line\nbreak', 'ünïcode 空気', `text ${at % 50}`][at % 6];
};

const make = (
  world: World,
  info: GraphQLResolveInfo,
  type: GraphQLOutputType,
  key: readonly unknown[],
): unknown => {
  const at = hash(world.seed, key);
  if (isNonNullType(type)) {
    const value = make(world, info, type.ofType as GraphQLOutputType, key);
    return value ?? make({ ...world, nulls: 0 }, info, type.ofType as GraphQLOutputType, [...key, '!']);
  }
  if (at % 100 < world.nulls) return null;
  if (isListType(type))
    return Array.from({ length: at % 4 }, (_, i) =>
      make(world, info, type.ofType as GraphQLOutputType, [...key, i]),
    );
  if (isEnumType(type)) return type.getValues()[at % type.getValues().length]?.name;
  const name = concrete(info, type, at >>> 3);
  if (name.endsWith('Extra')) return { n: 1, met: at };
  if (name === 'Place') return { n: at % 1_000, __typename: name };
  const isObject = isAbstractType(type) || 'getFields' in type;
  return isObject ? { ...known(name, fits(name, 1 + ((at >>> 5) % 4))), met: at } : leafOf(name, at);
};

/** Resolvers for any generated subgraph that has these object types. */
export const answersOf = (
  world: World,
  types: readonly string[],
): { references: Resolvers; field: GraphQLFieldResolver<Source, unknown> } => ({
  references: Object.fromEntries(
    [...new Set([...types, ...(types.includes('Laser') && types.includes('Mass') ? ['Device'] : [])])].map(
      (type) => [
        type,
        {
          __resolveReference: (reference: Source) => {
            const n = numberOf(reference as never);
            if (hash(world.seed, 'unknown', family(type), n) % 100 < world.unknown) return null;
            return {
              ...known(type, n),
              ...reference,
              ...(type === 'Device' ? known(type, n) : {}),
              given: reference,
            };
          },
        },
      ],
    ),
  ),
  field: (source, args, _context, info) => {
    const { fieldName, parentType } = info;
    const kept = source?.[fieldName];
    if (kept !== undefined) return kept;
    const owner = family(parentType.name);
    const given = fieldName.endsWith('Sum') ? source?.given : null;
    const key = [owner, fieldName, source?.n ?? 0, args, given, world.fickle && source?.met];
    if (hash(world.seed, 'throw', key) % 100 < world.throwing)
      throw new Error(`${owner}.${fieldName} of ${source?.n} is out of order`);
    return make(world, info, info.returnType, key);
  },
});
