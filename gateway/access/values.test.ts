import {
  buildSchema,
  type GraphQLError,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { withoutHints } from './hints.ts';
import { withoutValues } from './values.ts';

const canary = 'tro;ub" at "4dor; \\& 3';
const schema = buildSchema(/* GraphQL */ `
  enum Colour { RED }
  input Who { email: String! password: String! colour: Colour age: Int }
  type Query { signIn(input: Who, colour: Colour, age: Int, password: String): Boolean }
`);

/** What graphql-js says of variables that do not fit, or of a document that is not right. */
const saidOfVariables = (type: string, value: unknown): readonly string[] => {
  const document = parse(`query($v: ${type}) { __typename }`);
  const { variableDefinitions } = document.definitions[0] as OperationDefinitionNode;
  return (
    getVariableValues(schema, variableDefinitions ?? [], { v: value }).errors?.map(
      ({ message }) => message,
    ) ?? []
  );
};
const saidOf = (text: string): readonly string[] => {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
};

const literal = JSON.stringify(canary);

describe('messages without values', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'a field too many',
      saidOfVariables('Who', { email: 'a', password: canary, more: 1 }),
      /^Variable "\$v" got an invalid value; Field "more" is not defined by type "Who"\.$/,
    ],
    [
      'a field too few',
      saidOfVariables('Who', { password: canary }),
      /^Variable "\$v" got an invalid value; Field "email" of required type "String!" was not provided\.$/,
    ],
    [
      'a list for a text',
      saidOfVariables('Who', { email: 'a', password: [canary] }),
      /^Variable "\$v" got an invalid value at "v\.password"; String cannot represent a non string value\.$/,
    ],
    [
      'a text for a number',
      saidOfVariables('Int', canary),
      /^Variable "\$v" got an invalid value; Int cannot represent non-integer value\.$/,
    ],
    [
      'a text for an object',
      saidOfVariables('Who', canary),
      /^Variable "\$v" got an invalid value; Expected type "Who" to be an object\.$/,
    ],
    [
      'a text for an enum',
      saidOfVariables('Colour', canary),
      /^Variable "\$v" got an invalid value; The value does not exist in "Colour" enum\.$/,
    ],
    ['an object for an enum', saidOfVariables('Colour', { canary }), /cannot represent non-string value\.$/],
    [
      'an inline text for a number',
      saidOf(`{ signIn(age: ${literal}) }`),
      /^Int cannot represent non-integer value\.$/,
    ],
    [
      'an inline text for an enum',
      saidOf(`{ signIn(colour: ${literal}) }`),
      /^Enum "Colour" cannot represent non-enum value\.$/,
    ],
    [
      'an inline text for an object',
      saidOf(`{ signIn(input: ${literal}) }`),
      /^Expected value of type "Who"\.$/,
    ],
    [
      'an inline list for a text',
      saidOf(`{ signIn(password: [${literal}]) }`),
      /^String cannot represent a non string value\.$/,
    ],
    [
      'a text where a colon belongs',
      saidOf(`{ signIn(password ${literal}) }`),
      /^Syntax Error: Expected ":", found String\.$/,
    ],
    ['a number behind the end', saidOf('{ signIn } 1234'), /^Syntax Error: Unexpected Int\.$/],
    [
      'a block where nothing belongs',
      saidOf('{ signIn """tro;ub"4dor""" }'),
      /^Syntax Error: Expected Name, found BlockString\.$/,
    ],
    [
      'a number where nothing belongs',
      saidOf('{ signIn 1234 }'),
      /^Syntax Error: Expected Name, found Int\.$/,
    ],
  ])('%s', (_what, [said = '', ...more], without) => {
    expect(more).toEqual([]);
    expect(said).toMatch(/ub|1234/);
    const shown = withoutHints(withoutValues(said));
    expect(shown).toMatch(without);
    expect(shown).not.toMatch(/tro|4dor|1234/);
  });

  it('are as quick to find however long a value is', () => {
    const long = ' cannot represent Value "Expected value of type "'.repeat(5_000);
    const began = performance.now();
    for (const value of [long, [long], { email: long, [long]: long }])
      for (const type of ['Who', 'Colour', 'Int'])
        for (const message of [
          ...saidOfVariables(type, value),
          ...saidOf(`{ signIn ${JSON.stringify(long)} }`),
        ])
          expect(withoutValues(message).length).toBeLessThan(400_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it.each([
    'Cannot query field "nam" on type "Sensor". Did you mean "name"?',
    'Variable "$input" of required type "SignInInput!" was not provided.',
    'Syntax Error: Expected Name, found "}".',
    'Syntax Error: Expected Name, found <EOF>.',
    'This needs a token.',
  ])('leaves alone what holds none: %s', (message) => {
    expect(withoutValues(message)).toBe(message);
  });
});
