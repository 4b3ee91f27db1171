import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { wildOperations } from './cost/testing/wild-operations.ts';
import { isSameForAll } from './same-for-all.ts';

/** Field, its type, and whether it belongs to a type that others reach from outside. */
const fieldsOf = {
  Query: ['cat: Cat', 'being: Being', 'place: Place', 'count: Int'],
  Subscription: ['met: Being', 'heard: Cat'],
  Cat: ['id: ID!', 'friend: Being', 'home: Place', 'lives: Int'],
  Dog: ['id: ID!', 'friend: Being', 'bone: Stone'],
  Stone: ['kg: Float', 'near: Stone'],
} as const;
type TypeName = keyof typeof fieldsOf;
const isEntity = (type: string): boolean => type === 'Cat' || type === 'Dog';
const isRoot = (type: string): boolean => type === 'Query' || type === 'Subscription';
const coordinates = Object.entries(fieldsOf).flatMap(([type, fields]) =>
  fields.map((field) => `${type}.${field.split(':')[0]}`),
);

type Word = 'same' | 'own' | 'silent';
type Words = Readonly<Record<string, Word>>;

/** What is said of each field: mostly that it is the same for all, so that both answers come often. */
const words: fc.Arbitrary<Words> = fc
  .array(fc.constantFrom<Word>('same', 'same', 'same', 'same', 'same', 'same', 'own', 'silent'), {
    minLength: coordinates.length,
    maxLength: coordinates.length,
  })
  .map((drawn) => Object.fromEntries(coordinates.map((name, at) => [name, drawn[at] as Word])));

const schemaOf = (said: Words): GraphQLSchema => {
  const field = (type: string) => (text: string) => {
    const word = said[`${type}.${text.split(':')[0]}`];
    return word === 'silent' ? text : `${text} @access(policy: "p", sameForAll: ${word === 'same'})`;
  };
  const type = (name: TypeName): string => {
    const head = isEntity(name) ? `${name} implements Being @join__type(graph: A, key: "id")` : name;
    return `type ${head} { ${fieldsOf[name].map(field(name)).join('\n')} }`;
  };
  return buildSchema(`
    directive @access(policy: String!, sameForAll: Boolean!) repeatable on FIELD_DEFINITION
    directive @join__type(graph: Graph!, key: String) repeatable on OBJECT
    enum Graph { A }
    interface Being { id: ID! friend: Being }
    union Place = Cat | Stone
    type Mutation { feed: Int @access(policy: "p", sameForAll: true) }
    ${(Object.keys(fieldsOf) as TypeName[]).map(type).join('\n')}`);
};

const isOwn = (said: Words, coordinate: string): boolean => {
  const [type = ''] = coordinate.split('.');
  return said[coordinate] === 'own' || (said[coordinate] === 'silent' && (isRoot(type) || isEntity(type)));
};

/** Every field of an object type that the document can reach, if each fragment is taken for all that it names. */
const reached = (schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (typeName: string, { selections }: SelectionSetNode): void => {
    const type = schema.getType(typeName);
    const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
    for (const selection of selections) {
      if (selection.kind === 'Field') {
        for (const object of objects) {
          const field = object.getFields()[selection.name.value];
          if (field === undefined) continue;
          found.add(`${object.name}.${field.name}`);
          if (selection.selectionSet) visit(String(field.type).replace('!', ''), selection.selectionSet);
        }
      } else if (selection.kind === 'InlineFragment') {
        visit(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
      } else {
        const fragment = document.definitions.find(
          (one) => one.kind === 'FragmentDefinition' && one.name.value === selection.name.value,
        );
        if (fragment?.kind === 'FragmentDefinition')
          visit(fragment.typeCondition.name.value, fragment.selectionSet);
      }
    }
  };
  for (const one of document.definitions)
    if (one.kind === 'OperationDefinition')
      visit(schema.getRootType(one.operation)?.name ?? '', one.selectionSet);
  return found;
};

const isMutation = ({ definitions: [first] }: DocumentNode): boolean =>
  first?.kind === 'OperationDefinition' && first.operation === 'mutation';

const plain = schemaOf({});
const cases = fc.tuple(words, wildOperations(plain)).map(([said, { text }]) => {
  // arguments and variables are another graph's; conditions are not judged
  const bare = text.replace(/Wild\([^)]*\)/, 'Wild').replaceAll(/@(skip|include)\(if: [^)]*\)/g, '');
  return { said, schema: schemaOf(said), document: parse(bare) };
});

describe('what is the same for all', () => {
  it('is what reaches no field that somebody holds for its own or that nobody spoke of', () => {
    const answers = { shared: 0, own: 0 };
    fc.assert(
      fc.property(cases, ({ said, schema, document }) => {
        const expected =
          !isMutation(document) && [...reached(schema, document)].every((one) => !isOwn(said, one));
        expect(isSameForAll(schema, document, undefined)).toBe(expected);
        answers[expected ? 'shared' : 'own'] += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(answers.shared).toBeGreaterThan(100);
    expect(answers.own).toBeGreaterThan(100);
  });

  it('never runs the resolver of a field that is somebody’s own', () => {
    let ran = 0;
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat(9)), ({ said, schema, document }, drawn) => {
        if (!isSameForAll(schema, document, undefined)) return;
        execute({
          schema,
          document,
          rootValue: {},
          fieldResolver(_source, _args, _context, { parentType, fieldName, returnType }) {
            expect(isOwn(said, `${parentType.name}.${fieldName}`)).toBe(false);
            ran += 1;
            return String(returnType).startsWith('ID')
              ? 'x'
              : isObjectType(returnType) || isAbstractType(returnType)
                ? {}
                : 1;
          },
          typeResolver(_value, _context, _info, type) {
            const possible = schema.getPossibleTypes(type);
            return possible[drawn.next().value % possible.length]?.name;
          },
        });
      }),
      { numRuns: 1_000 },
    );
    expect(ran).toBeGreaterThan(500);
  });
});
