import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Draw } from './draw.ts';

/** An operation that the schema allows, with values for its variables. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a name of the response stands for already; whoever uses the name again must mean the same. */
type Scope = Map<string, { readonly meaning: string; readonly inner: Scope }>;

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const maxDepth = 5;

export const makeOperation = (draw: Draw, schema: GraphQLSchema): Asked => {
  const definitions = new Map<string, string>();
  const variables: Record<string, unknown> = {};
  const fragments: { readonly name: string; readonly on: string; readonly text: string }[] = [];
  const strange = draw.chance(4);
  let left = 8 + draw.upTo(30);

  const leafValue = (type: GraphQLNamedType): unknown => {
    if (isEnumType(type)) return draw.pick(type.getValues()).name;
    if (type.name === 'Int') return draw.upTo(5);
    if (type.name === 'Float') return draw.upTo(50) / 4;
    if (type.name === 'Boolean') return draw.chance(50);
    return draw.pick(['', 'x', 'a "b"']);
  };
  const inputValue = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return inputValue(type.ofType as GraphQLInputType) ?? inputValue(type);
    if (draw.chance(10)) return null;
    if (isListType(type))
      return Array.from({ length: draw.upTo(2) }, () => inputValue(type.ofType as GraphQLInputType));
    if (!isInputObjectType(type)) return leafValue(type);
    const required = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || draw.chance(50),
    );
    return Object.fromEntries(required.map((field) => [field.name, inputValue(field.type)]));
  };
  const literal = (value: unknown, type: GraphQLInputType): string => {
    if (isNonNullType(type)) return literal(value, type.ofType as GraphQLInputType);
    if (value === null) return 'null';
    if (isListType(type))
      return `[${(value as unknown[]).map((one) => literal(one, type.ofType as GraphQLInputType)).join(', ')}]`;
    if (isEnumType(type)) return String(value);
    if (!isInputObjectType(type)) return JSON.stringify(value);
    const fields = Object.entries(value as object).map(
      ([name, one]) => `${name}: ${literal(one, type.getFields()[name]?.type as GraphQLInputType)}`,
    );
    return `{ ${fields.join(', ')} }`;
  };
  const declare = (name: string, type: string, defaultText: string | undefined, value: unknown): string => {
    definitions.set(name, `$${name}: ${type}${defaultText === undefined ? '' : ` = ${defaultText}`}`);
    if (value !== undefined) variables[name] = value;
    return `$${name}`;
  };
  const argument = (one: GraphQLArgument): string | undefined => {
    if (!isNonNullType(one.type) && draw.chance(45)) return undefined;
    if (draw.chance(55)) return `${one.name}: ${literal(inputValue(one.type), one.type)}`;
    const fallback = draw.chance(40) ? literal(inputValue(one.type), one.type) : undefined;
    const given = fallback !== undefined && draw.chance(50) ? undefined : inputValue(one.type);
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

  const field = (parent: GraphQLNamedType, scope: Scope, depth: number): string | undefined => {
    const typename = isUnionType(parent) || draw.chance(12);
    const choices =
      typename || !('getFields' in parent)
        ? []
        : (Object.values(parent.getFields()) as GraphQLField<unknown, unknown>[]);
    const usable =
      depth >= maxDepth || left <= 0
        ? choices.filter(({ type }) => !isCompositeType(getNamedType(type)))
        : choices;
    const chosen = usable.length > 0 ? draw.pick(usable) : undefined;
    const name = chosen?.name ?? '__typename';
    // known-differences.test.ts has what Apollo makes of an alias of __typename on an abstract type
    const mayAlias = chosen !== undefined || isObjectType(parent);
    const alias = draw.chance(strange && mayAlias ? 40 : 0)
      ? draw.pick(inherited)
      : draw.chance(mayAlias ? 25 : 0)
        ? draw.pick(['x', 'y', 'z', 'id', 'name'])
        : undefined;
    const args = (chosen?.args ?? []).flatMap((one) => argument(one) ?? []);
    const meaning = `${name}(${args.join()}): ${chosen?.type ?? 'String!'}`;
    const key = alias ?? name;
    const known = scope.get(key);
    if (known && known.meaning !== meaning) return undefined;
    const place = known ?? { meaning, inner: new Map() };
    scope.set(key, place);
    left -= 1;
    const named = chosen && getNamedType(chosen.type);
    const inner = named && isCompositeType(named) ? ` ${selectionSet(named, place.inner, depth + 1)}` : '';
    return `${alias && alias !== name ? `${alias}: ` : ''}${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${conditions()}${inner}`;
  };

  const selection = (parent: GraphQLNamedType, scope: Scope, depth: number): string | undefined => {
    if (draw.chance(76) || left <= 0) return field(parent, scope, depth);
    const type = draw.pick(overlapping(parent));
    const kind = draw.upTo(3);
    if (kind === 0) return `...${conditions()} ${selectionSet(parent, scope, depth)}`;
    if (kind <= 2) return `... on ${type.name}${conditions()} ${selectionSet(type, scope, depth)}`;
    const number = fragments.length;
    fragments.push({ name: `F${number}`, on: type.name, text: '' });
    const text = `fragment F${number} on ${type.name} ${selectionSet(type, scope, depth)}`;
    fragments[number] = { name: `F${number}`, on: type.name, text };
    return `...F${number}${conditions()}`;
  };

  const selectionSet = (type: GraphQLNamedType, scope: Scope, depth: number): string => {
    const made: string[] = [];
    for (let i = 1 + draw.upTo(4); i > 0; i -= 1) {
      const one = selection(type, scope, depth);
      if (one) made.push(one);
      // once more under the same name: what is selected below is merged
      if (one && draw.chance(8)) made.push(one);
    }
    if (made.length === 0) made.push('__typename');
    return `{ ${made.join(' ')} }`;
  };

  const mutation = schema.getMutationType();
  const root = mutation && draw.chance(12) ? mutation : (schema.getQueryType() as GraphQLNamedType);
  const scope: Scope = new Map();
  let body = selectionSet(root, scope, 0);
  if (root !== mutation && draw.chance(4))
    body = body.replace(/ }$/, ' __schema { queryType { name } } __type(name: "Sensor") { kind } }');
  const rest = `${body} ${fragments.map(({ text }) => text).join(' ')}`.trim();
  // of a selection that was given up
  for (const name of definitions.keys())
    if (!new RegExp(`\\$${name}\\b`).test(rest)) {
      definitions.delete(name);
      delete variables[name];
    }
  const head = definitions.size > 0 ? ` (${[...definitions.values()].join(', ')})` : '';
  return { query: `${root === mutation ? 'mutation' : 'query'}${head} ${rest}`, variables };
};
