import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from './operation.ts';
import {
  type Condition,
  type Fragments,
  fieldsOf,
  fragmentsOf,
  type Selected,
  type SelectedField,
} from './selection.ts';
import type { Tree } from './tree.ts';

/** Thrown while shaping: the tree holds what the schema does not allow, and Apollo's own shaping must tell what follows. */
export class Misfit extends Error {}

/** The answer in the shape of the operation, ready for `JSON.stringify`. Throws Misfit. */
export type Shaper = (tree: Tree, coerced: Variables) => unknown;

const misfit = (): never => {
  throw new Misfit();
};

const quote = (name: string): string => JSON.stringify(name);
const missing = 'v === null || v === undefined';

/** JavaScript that tells whether `v` may stand for a leaf of this type. As Apollo's `isValidLeafValue`. */
const leafTest = (type: GraphQLLeafType, enumCode: (names: ReadonlySet<string>) => string): string => {
  const text = `typeof v === 'string'`;
  const integer = 'Number.isInteger(v) && Math.abs(v) < 1e21';
  if (isEnumType(type)) return `${enumCode(new Set(type.getValues().map(({ name }) => name)))}.has(v)`;
  if (!isSpecifiedScalarType(type)) return 'true';
  switch (type.name) {
    case 'Int':
      return integer;
    case 'Float':
      return 'Number.isFinite(v)';
    case 'Boolean':
      return `typeof v === 'boolean'`;
    case 'ID':
      return `${text} || (${integer})`;
    default:
      return text;
  }
};

const conditionCode = ({ variable, negated }: Condition): string =>
  `${negated ? '!' : ''}c[${quote(variable)}]`;
const allCode = (when: readonly Condition[]): string => `(${when.map(conditionCode).join(' && ')})`;
const isAlways = ({ whenAny }: SelectedField): boolean => whenAny.some((when) => when.length === 0);

/**
 * Generates one JavaScript function for each (type, selection) of the operation. It checks what it reads and makes object literals, which
 * the engine turns into JSON text twice as fast as generated code could join strings. Names go into the code only as JSON strings.
 */
class ShaperSource {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #functions: string[] = [];
  readonly #known = new Map<string, string>();
  readonly #sets = new Map<object, number>();
  readonly enums: ReadonlySet<string>[] = [];

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#fragments = fragmentsOf(document);
  }

  get text(): string {
    return this.#functions.join('\n');
  }

  /** The name of a function `(v, c)`; `c` holds the coerced variables. The same serves the same selection of the same type. */
  #once(key: string, body: () => string): string {
    const known = this.#known.get(key);
    if (known) return known;
    const name = `s${this.#known.size}`;
    this.#known.set(key, name);
    this.#functions.push(`function ${name}(v, c) {\n${body()}\n}`);
    return name;
  }

  #selectedKey(selected: readonly Selected[]): string {
    const ids = selected.map(({ set, when }) => {
      if (!this.#sets.has(set)) this.#sets.set(set, this.#sets.size);
      return `${this.#sets.get(set)}${when.map(conditionCode).join('&')}`;
    });
    return ids.join();
  }

  #enumCode = (names: ReadonlySet<string>): string => `enums[${this.enums.push(names) - 1}]`;

  #value(type: GraphQLOutputType, selected: readonly Selected[]): string {
    if (isNonNullType(type)) {
      const inner = this.#value(type.ofType as GraphQLOutputType, selected);
      return this.#once(`${inner}!`, () => `return ${missing} ? misfit() : ${inner}(v, c);`);
    }
    if (isListType(type)) return this.#list(type.ofType as GraphQLOutputType, selected);
    if (isLeafType(type))
      return this.#once(
        type.name,
        () => `return ${missing} ? null : ${leafTest(type, this.#enumCode)} ? v : misfit();`,
      );
    return isObjectType(type) ? this.object(type, selected) : this.#abstract(type, selected);
  }

  #list(element: GraphQLOutputType, selected: readonly Selected[]): string {
    const inner = this.#value(element, selected);
    const isLeaf = isLeafType(isNonNullType(element) ? element.ofType : element);
    // leaves stay what they are: long columns are looked through, not copied
    const [before, each, after] = isLeaf
      ? ['', `${inner}(v[i], c);`, 'v']
      : ['const list = new Array(v.length);', `list[i] = ${inner}(v[i], c);`, 'list'];
    return this.#once(`[${inner}]`, () =>
      [
        `if (${missing}) return null;`,
        'if (!Array.isArray(v)) return misfit();',
        before,
        `for (let i = 0; i < v.length; i++) { if (v[i] === undefined) misfit(); ${each} }`,
        `return ${after};`,
      ].join('\n'),
    );
  }

  #abstract(type: GraphQLAbstractType, selected: readonly Selected[]): string {
    return this.#once(`${type.name}<${this.#selectedKey(selected)}>`, () => {
      const cases = this.#schema
        .getPossibleTypes(type)
        .map((possible) => `case ${quote(possible.name)}: return ${this.object(possible, selected)}(v, c);`);
      return [
        `if (${missing}) return null;`,
        'switch (v.__typename) {',
        ...cases,
        '}',
        'return misfit();',
      ].join('\n');
    });
  }

  object(type: GraphQLObjectType, selected: readonly Selected[]): string {
    return this.#once(`${type.name}{${this.#selectedKey(selected)}}`, () => {
      const fields = fieldsOf(this.#schema, this.#fragments, type, selected);
      const codeOf = ({ name, responseName, selected: inner }: SelectedField): string => {
        if (name === '__typename') return quote(type.name);
        const definition = type.getFields()[name];
        if (!definition) throw new Error(`${type.name} has no field ${name}`);
        return `${this.#value(definition.type, inner)}(v[${quote(responseName)}], c)`;
      };
      const check = [
        `if (${missing}) return null;`,
        `if (typeof v !== 'object' || (v.__typename !== undefined && v.__typename !== ${quote(type.name)})) return misfit();`,
      ];
      if (fields.every(isAlways)) {
        const entries = fields.map((field) => `${quote(field.responseName)}: ${codeOf(field)}`);
        return [...check, `return { ${entries.join(', ')} };`].join('\n');
      }
      const lines = fields.map((field) => {
        const set = `o[${quote(field.responseName)}] = ${codeOf(field)};`;
        return isAlways(field) ? set : `if (${field.whenAny.map(allCode).join(' || ')}) ${set}`;
      });
      return [...check, 'const o = {};', ...lines, 'return o;'].join('\n');
    });
  }
}

/** Compiles the shaper of an operation that was validated against the schema. */
export const compileShaper = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Shaper => {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const source = new ShaperSource(schema, document);
  const name = source.object(root, [{ set: operation.selectionSet, when: [] }]);
  const make = new Function('misfit', 'enums', `${source.text}\nreturn ${name};`);
  return make(misfit, source.enums) as Shaper;
};
