import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** An operation, and variables that fit it. */
export interface WildOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const declared =
  '($n: Int, $m: Int = 5, $yes: Boolean!, $maybe: Boolean = true, $wish: Wish, $usual: Wish = { size: 1, more: [{}] }, $plain: Plain, $mood: Mood)';

const conditions = [
  '',
  '',
  '',
  '@include(if: $yes)',
  '@skip(if: $maybe)',
  '@include(if: false)',
  '@skip(if: $yes) @include(if: $maybe)',
];

const literals: Readonly<Record<string, readonly string[]>> = {
  Int: ['0', '1', '7', 'null', '-2', '$n', '$m'],
  ID: ['"x"', 'null'],
  Mood: ['CALM', '$mood', 'null'],
  Plain: ['{ a: 1 }', '$plain', 'null'],
  Wish: [
    '{}',
    '{ size: 1, mood: CALM }',
    '{ refund: 1, inner: { size: $n, inner: $wish } }',
    '{ more: [{ size: 2 }, { more: { refund: $m } }], inner: null }',
    '$wish',
    '$usual',
    'null',
  ],
};

/** Draws from a list of numbers, over and over, so that a shorter list makes a simpler operation. */
const drawer = (choices: readonly number[]) => {
  let at = 0;
  return <T>(options: readonly T[]): T => {
    const choice = choices[at % choices.length] as number;
    at += 1;
    return options[(choice + (at > choices.length ? at : 0)) % options.length] as T;
  };
};

const write = (schema: GraphQLSchema, choices: readonly number[]): string => {
  const draw = drawer(choices);
  const fragments: string[] = [];
  let names = 0;

  const argumentsOf = (args: readonly GraphQLArgument[]): string => {
    const given = args.flatMap(({ name, type }) => {
      const required = String(type).endsWith('!');
      if (!required && draw([true, false])) return [];
      const values = (literals[getNamedType(type).name] ?? []).filter(
        (value) => !required || value.startsWith('{'),
      );
      return [`${name}: ${draw(values)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };

  /** None at the root of a subscription, where it is refused. */
  const conditionOn = (type: GraphQLNamedType): string =>
    type === schema.getSubscriptionType() ? '' : draw(conditions);

  const selectionOf = (type: GraphQLNamedType, levels: number): string => {
    const parts = ['__typename'];
    const fields = 'getFields' in type && !('isOneOf' in type) ? Object.values(type.getFields()) : [];
    for (const field of fields) {
      const output = getNamedType(field.type);
      if (draw([true, false, false]) || (levels === 0 && !isLeafType(output))) continue;
      names += 1;
      const alias = `f${names}`;
      const below = isLeafType(output) ? '' : ` ${selectionOf(output, levels - 1)}`;
      parts.push(
        `${alias}: ${field.name}${argumentsOf(field.args as readonly GraphQLArgument[])} ${conditionOn(type)}${below}`,
      );
    }
    if (levels > 0 && isAbstractType(type)) {
      const condition = draw([...schema.getPossibleTypes(type), type]);
      parts.push(`... on ${condition.name} ${conditionOn(type)} ${selectionOf(condition, levels - 1)}`);
    }
    if (levels > 0 && isObjectType(type) && draw([true, false, false])) {
      names += 1;
      const name = `F${names}`;
      fragments.push(`fragment ${name} on ${type.name} ${selectionOf(type, levels - 1)}`);
      parts.push(`...${name} ${conditionOn(type)}`, `...${name}`);
    }
    return `{ ${parts.join(' ')} }`;
  };

  const kind = draw(['query', 'query', 'query', 'mutation', 'subscription'] as const);
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  const selection = selectionOf(root as GraphQLNamedType, 3);
  return [`${kind} Wild${declared} ${selection}`, ...fragments].join('\n');
};

const wishes = fc.letrec((tie) => ({
  wish: fc.record(
    {
      size: fc.option(fc.nat(9)),
      refund: fc.nat(3),
      inner: fc.option(tie('wish'), { depthSize: 'small' }),
      more: fc.option(fc.array(tie('wish'), { maxLength: 3 }), { depthSize: 'small' }),
    },
    { requiredKeys: [] },
  ),
})).wish;

/** Random operations of the menagerie: aliases, fragments, conditions and arguments given in every way. */
export const wildOperations = (schema: GraphQLSchema): fc.Arbitrary<WildOperation> =>
  fc.record({
    text: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }).map((choices) => write(schema, choices)),
    variables: fc.record(
      {
        n: fc.option(fc.integer({ min: -3, max: 50 })),
        m: fc.integer({ min: 0, max: 20 }),
        yes: fc.boolean(),
        maybe: fc.boolean(),
        wish: fc.option(wishes),
        usual: fc.option(wishes),
        plain: fc.constant({ a: 1, b: [1, 2] }),
        mood: fc.constantFrom('CALM', 'CROSS', null),
      },
      { requiredKeys: ['yes'] },
    ),
  });
