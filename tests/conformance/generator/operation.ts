import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  OperationTypeNode,
} from 'graphql';
import type { Draw } from './draw.ts';
import { inputValue, literal } from './inputs.ts';

/** An operation that the schema allows, with values for its variables. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a name of the response stands for already; whoever uses the name again must mean the same. */
type Scope = Map<string, { readonly meaning: string; readonly inner: Scope }>;

/** Where a selection set stands. */
interface At {
  readonly scope: Scope;
  readonly depth: number;
  /** The type of the field around it, whatever fragments say in between. */
  readonly of: GraphQLNamedType;
}

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const maxDepth = 5;

/** A query or a mutation; or a subscription of one field, which may be one that the specification forbids there. */
export const makeOperation = (
  draw: Draw,
  schema: GraphQLSchema,
  wanted: 'any' | 'subscription' = 'any',
): Asked => {
  const definitions = new Map<string, string>();
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  const strange = draw.chance(4);
  let left = 8 + draw.upTo(30);

  const declare = (name: string, type: string, defaultText: string | undefined, value: unknown): string => {
    definitions.set(name, `$${name}: ${type}${defaultText === undefined ? '' : ` = ${defaultText}`}`);
    if (value !== undefined) variables[name] = value;
    return `$${name}`;
  };
  const argument = (one: GraphQLArgument): string | undefined => {
    if (!isNonNullType(one.type) && draw.chance(45)) return undefined;
    if (draw.chance(55)) return `${one.name}: ${literal(inputValue(draw, one.type), one.type)}`;
    const fallback = draw.chance(40) ? literal(inputValue(draw, one.type), one.type) : undefined;
    const given = fallback !== undefined && draw.chance(50) ? undefined : inputValue(draw, one.type);
    return `${one.name}: ${declare(`v${definitions.size}`, String(one.type), fallback, given)}`;
  };
  const condition = (): string => {
    if (!draw.chance(15)) return '';
    const directive = draw.pick(['skip', 'include']);
    if (draw.chance(25)) return ` @${directive}(if: ${draw.chance(50)})`;
    const name = `b${draw.upTo(2)}`;
    if (!definitions.has(name)) {
      const fallback = draw.chance(50) ? String(draw.chance(50)) : undefined;
      const given = fallback !== undefined && draw.chance(60) ? undefined : draw.chance(50);
      declare(name, 'Boolean!', fallback, given);
    }
    return ` @${directive}(if: $${name})`;
  };
  const conditions = (): string => {
    const first = condition();
    const second = first && condition();
    return second && second.slice(0, 6) !== first.slice(0, 6) ? first + second : first;
  };

  const overlapping = (type: GraphQLNamedType): readonly GraphQLNamedType[] => {
    const own = isObjectType(type) ? [type] : schema.getPossibleTypes(type as never);
    return Object.values(schema.getTypeMap()).filter((other) => {
      if (other.name.startsWith('__')) return false;
      if (isObjectType(other)) return own.includes(other);
      if (!isInterfaceType(other) && !isUnionType(other)) return false;
      return schema.getPossibleTypes(other).some((possible) => own.includes(possible));
    });
  };

  /**
   * Apollo loses `__typename` in a fragment on an abstract type where the field around it has one type only, and an alias of it
   * on any abstract type; known-differences.test.ts has both.
   */
  const typename = (parent: GraphQLNamedType, { of }: At): string => {
    if (!isObjectType(of) || isObjectType(parent)) return '__typename';
    const possible = schema.getPossibleTypes(parent as never);
    return `... on ${possible.includes(of) ? of.name : possible[0]?.name} { __typename }`;
  };

  const field = (parent: GraphQLNamedType, at: At): string | undefined => {
    const { scope, depth } = at;
    const fields = 'getFields' in parent ? Object.values(parent.getFields()) : [];
    const usable = (fields as GraphQLField<unknown, unknown>[]).filter(
      ({ type }) => (depth < maxDepth && left > 0) || !isCompositeType(getNamedType(type)),
    );
    const chosen = usable.length > 0 && !draw.chance(12) ? draw.pick(usable) : undefined;
    if (!chosen && !isObjectType(parent)) return typename(parent, at);
    const name = chosen?.name ?? '__typename';
    const own = strange && draw.chance(40) ? inherited : draw.chance(25) ? ['x', 'y', 'z'] : [name];
    const key = draw.pick(own);
    const args = (chosen?.args ?? []).flatMap((one) => argument(one) ?? []);
    const meaning = `${name}(${args.join()}): ${chosen?.type ?? 'String!'}`;
    const known = scope.get(key);
    if (known && known.meaning !== meaning) return undefined;
    const place = known ?? { meaning, inner: new Map() };
    scope.set(key, place);
    left -= 1;
    const type = chosen && getNamedType(chosen.type);
    const inner =
      type && isCompositeType(type)
        ? ` ${selectionSet(type, { scope: place.inner, depth: depth + 1, of: type })}`
        : '';
    return `${key === name ? '' : `${key}: `}${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${conditions()}${inner}`;
  };

  const selection = (parent: GraphQLNamedType, at: At): string | undefined => {
    if (draw.chance(76) || left <= 0) return field(parent, at);
    const type = draw.pick(overlapping(parent));
    const kind = draw.upTo(3);
    if (kind === 0) return `...${conditions()} ${selectionSet(parent, at)}`;
    if (kind <= 2) return `... on ${type.name}${conditions()} ${selectionSet(type, at)}`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} ${selectionSet(type, at)}`;
    return `...${name}${conditions()}`;
  };

  const selectionSet = (type: GraphQLNamedType, at: At): string => {
    const made: string[] = [];
    for (let i = 1 + draw.upTo(4); i > 0; i -= 1) {
      const one = selection(type, at);
      if (one) made.push(one);
      // once more under the same name: what is selected below is merged
      if (one && draw.chance(8)) made.push(one);
    }
    if (made.length === 0) made.push(typename(type, at));
    return `{ ${made.join(' ')} }`;
  };

  const rootOf = (): OperationTypeNode => {
    if (wanted === 'subscription') return OperationTypeNode.SUBSCRIPTION;
    return schema.getMutationType() && draw.chance(12) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
  };
  const kind = rootOf();
  const root = schema.getRootType(kind) as GraphQLNamedType;
  const at = { scope: new Map(), depth: 0, of: root };
  let body = kind === 'subscription' ? `{ ${field(root, at)} }` : selectionSet(root, at);
  if (kind === 'query' && draw.chance(4))
    body = body.replace(/ }$/, ' __schema { queryType { name } } __type(name: "Sensor") { kind } }');
  const rest = `${body} ${fragments.join(' ')}`.trim();
  // of a selection that was given up
  for (const name of definitions.keys())
    if (!new RegExp(`\\$${name}\\b`).test(rest)) {
      definitions.delete(name);
      delete variables[name];
    }
  const head = definitions.size > 0 ? ` (${[...definitions.values()].join(', ')})` : '';
  return { query: `${kind}${head} ${rest}`, variables };
};
