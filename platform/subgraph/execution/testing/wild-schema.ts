import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLScalarType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { AirError } from '../../../errors/air-error.ts';
import { scalars } from '../../scalars.ts';

const sdl = /* GraphQL */ `
  scalar DateTime
  enum Colour { RED GREEN BLUE }
  input Filter { text: String = "x", within: Filter, at: DateTime, colours: [Colour!], limit: Int! = 3 }
  interface Named { name: String!, tags(first: Int = 2): [String!] }
  type Cat implements Named { name: String!, tags(first: Int = 2): [String!], lives: Int!, mate: Cat, friends: [Named!]!, at: DateTime, colour: Colour }
  type Dog implements Named { name: String!, tags(first: Int = 2): [String!], barks: Boolean, owner: Person!, toys: [[String]!] }
  union Pet = Cat | Dog
  type Person {
    id: ID!
    age: Float
    pets: [Pet!]
    pet(at: Int!): Pet!
    grid: [[Float]!]!
    moments: [DateTime!]!
    colours: [Colour]
    self: Person
    strict: Person!
    pick(filter: Filter, colour: Colour = GREEN, ids: [ID!]): String
  }
  type Query { person: Person!, people: [Person], named: [Named], pet: Pet, when(at: DateTime): DateTime }
  type Mutation { bump(by: Int! = 1): Int!, rename: Person, adopt: [Pet!] }
`;

/** How a wild schema misbehaves. */
export interface Wildness {
  readonly seed: number;
  /** Promises, and lists of promises. */
  readonly isLate: boolean;
  /** Of 100 values, how many fail. */
  readonly faults: number;
}

const hash = (text: string): number => {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
};

/** Always the same value for the same place and wildness. */
const valuesOf = (schema: GraphQLSchema, { seed, isLate, faults }: Wildness) => {
  const chance = (place: string, what: string): number => hash(`${seed} ${what} ${place}`) % 100;

  const leaf = (name: string, place: string): unknown => {
    const number = hash(`${seed} ${place}`);
    switch (name) {
      case 'Int':
        return chance(place, 'odd') < faults ? 1.5 : number % 1000;
      case 'Float':
        return chance(place, 'odd') < faults ? Number.NaN : number / 7;
      case 'Boolean':
        return number % 2 === 0;
      case 'DateTime':
        return chance(place, 'odd') < faults ? 'never' : number * 1000;
      case 'Colour':
        return chance(place, 'odd') < faults ? 'MAUVE' : [1, 'two', 3][number % 3];
      default:
        return chance(place, 'odd') < 10 ? number : `text ${number}`;
    }
  };

  const object = (type: GraphQLObjectType, place: string): unknown =>
    new Proxy({} as Record<string, unknown>, {
      get(_target, key) {
        if (key === '__typename') return type.name;
        const field = typeof key === 'string' ? type.getFields()[key] : undefined;
        if (field === undefined) return undefined;
        if (chance(`${place}.${field.name}`, 'method') < 10) {
          return (args: object) => value(field.type, `${place}.${field.name}${JSON.stringify(args)}`);
        }
        return value(field.type, `${place}.${field.name}`);
      },
    });

  const filled = (type: GraphQLOutputType, place: string): unknown => {
    if (isListType(type)) {
      if (chance(place, 'no list') < faults / 2) return 'no list';
      return Array.from({ length: chance(place, 'length') % 5 }, (_, at) => {
        const item = () => value(type.ofType, `${place}.${at}`);
        // graphql-js loses hold of promised items where a later one fails at once
        return isLate ? Promise.resolve().then(item) : item();
      });
    }
    if (isObjectType(type)) return object(type, place);
    if (isInterfaceType(type) || isUnionType(type)) {
      const possible = schema.getPossibleTypes(type);
      return object(possible[chance(place, 'type') % possible.length] as GraphQLObjectType, place);
    }
    return leaf((type as GraphQLScalarType).name, place);
  };

  const settled = (type: GraphQLOutputType, place: string): unknown => {
    const inner = isNonNullType(type) ? type.ofType : type;
    const fate = chance(place, 'fate');
    if (fate < faults / 2) throw new AirError('CONFLICT', `thrown at ${place}`);
    if (fate < faults) return new Error(`given at ${place}`);
    if (fate < faults + (isNonNullType(type) ? faults : 15)) return fate % 2 === 0 ? null : undefined;
    return filled(inner as GraphQLOutputType, place);
  };

  const value = (type: GraphQLOutputType, place: string): unknown => {
    if (!isLate || chance(place, 'late') >= 25) return settled(type, place);
    return chance(place, 'later') < 50
      ? Promise.resolve().then(() => settled(type, place))
      : new Promise((resolve) => setImmediate(resolve)).then(() => settled(type, place));
  };
  return value;
};

const placeOf = (info: GraphQLResolveInfo): string => {
  let place = '';
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) {
    place = `${at.typename ?? ''}${at.key}.${place}`;
  }
  return place;
};

/** A schema with every kind of type, whose resolvers and properties give, promise, throw and misfit, as the wildness says. */
export const wildSchema = (wildness: Wildness): GraphQLSchema => {
  const schema = buildSchema(sdl);
  const value = valuesOf(schema, wildness);
  Object.assign(schema.getType('DateTime') as object, {
    serialize: scalars.DateTime.serialize,
    parseValue: scalars.DateTime.parseValue,
    parseLiteral: scalars.DateTime.parseLiteral,
  });
  for (const [at, one] of (schema.getType('Colour') as GraphQLEnumType).getValues().entries()) {
    Object.assign(one, { value: [1, 'two', 3][at] });
  }
  const named = schema.getType('Named') as GraphQLInterfaceType;
  named.resolveType = (source: { __typename: string }) =>
    wildness.isLate ? Promise.resolve(source.__typename) : source.__typename;

  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getType('Person')]) {
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      // some read a property of their source
      if (['age', 'grid', 'strict', 'moments'].includes(field.name)) continue;
      field.resolve = (source, args, _context, info) => {
        if (field.name === 'pick')
          return JSON.stringify({ args, path: placeOf(info), node: info.fieldNodes.length });
        if (field.name === 'when') return args.at ?? source;
        return value(field.type, placeOf(info));
      };
    }
  }
  return schema;
};
