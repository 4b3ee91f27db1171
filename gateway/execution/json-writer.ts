import {
  type DocumentNode,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from './operation.ts';
import { quoted } from './quoted.ts';
import { type Condition, type Fragments, fieldsOf, fragmentsOf, type Selected } from './selection.ts';
import type { Tree } from './tree.ts';

/** Thrown while writing: the tree holds what the schema does not allow, and Apollo's shaping must tell what follows. */
export class Misfit extends Error {}

/** Writes the answer to an operation as JSON text. Throws Misfit. */
export type JsonWriter = (tree: Tree, coerced: Variables) => string;

const misfit = (): never => {
  throw new Misfit();
};

/** JavaScript that tests a leaf `v` for what may stand there, and what it looks like as JSON. As Apollo's `isValidLeafValue`. */
const leafCode = (type: GraphQLLeafType, enumCode: (names: ReadonlySet<string>) => string): string => {
  const text = `typeof v === 'string'`;
  const integer = 'Number.isInteger(v) && Math.abs(v) < 1e21';
  if (isEnumType(type)) {
    const names = enumCode(new Set(type.getValues().map(({ name }) => name)));
    return `${names}.has(v) ? '"' + v + '"' : misfit()`;
  }
  if (!isSpecifiedScalarType(type)) return `${text} ? quoted(v) : JSON.stringify(v)`;
  switch (type.name) {
    case 'Int':
      return `${integer} ? '' + v : misfit()`;
    case 'Float':
      return `Number.isFinite(v) ? '' + v : misfit()`;
    case 'Boolean':
      return `v === true ? 'true' : v === false ? 'false' : misfit()`;
    case 'ID':
      return `${text} ? quoted(v) : ${integer} ? '' + v : misfit()`;
    default:
      return `${text} ? quoted(v) : misfit()`;
  }
};

/**
 * Generates one JavaScript function for each (object type, selection) of the operation, so that writing is property reads and
 * string concatenation. Names go into the code only as JSON strings.
 */
class WriterSource {
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

  /** The same function serves the same selection of the same type, wherever it stands. */
  #once(key: string, make: (name: string) => string): string {
    const known = this.#known.get(key);
    if (known) return known;
    const name = `w${this.#known.size}`;
    this.#known.set(key, name);
    this.#functions.push(make(name));
    return name;
  }

  #selectedKey(selected: readonly Selected[]): string {
    const ids = selected.map(({ set, when }) => {
      if (!this.#sets.has(set)) this.#sets.set(set, this.#sets.size);
      return `${this.#sets.get(set)}${when.map(conditionCode).join('&')}`;
    });
    return ids.join();
  }

  #enumCode(names: ReadonlySet<string>): string {
    const at = this.enums.push(names) - 1;
    return `enums[${at}]`;
  }

  /** A function `(v, c) → text` for a value of this type; `c` holds the coerced variables. */
  value(type: GraphQLOutputType, selected: readonly Selected[]): string {
    if (isNonNullType(type)) {
      const inner = this.value(type.ofType as GraphQLOutputType, selected);
      return this.#once(
        `${inner}!`,
        (name) =>
          `function ${name}(v, c) { return v === null || v === undefined ? misfit() : ${inner}(v, c); }`,
      );
    }
    if (isListType(type)) return this.#list(type.ofType as GraphQLOutputType, selected);
    if (isLeafType(type)) {
      return this.#once(type.name, (name) => {
        const code = leafCode(type, (names) => this.#enumCode(names));
        return `function ${name}(v) { return v === null || v === undefined ? 'null' : ${code}; }`;
      });
    }
    if (isObjectType(type)) return this.object(type, selected);
    if (isAbstractType(type)) return this.#abstract(type, selected);
    throw new Error(`no writer for ${String(type)}`);
  }

  #list(element: GraphQLOutputType, selected: readonly Selected[]): string {
    const inner = this.value(element, selected);
    return this.#once(`[${inner}]`, (name) =>
      [
        `function ${name}(v, c) {`,
        `  if (v === null || v === undefined) return 'null';`,
        '  if (!Array.isArray(v)) return misfit();',
        `  let s = '[';`,
        `  for (let i = 0; i < v.length; i++) { if (v[i] === undefined) misfit(); s += (i === 0 ? '' : ',') + ${inner}(v[i], c); }`,
        `  return s + ']';`,
        '}',
      ].join('\n'),
    );
  }

  #abstract(type: GraphQLNamedType & { readonly name: string }, selected: readonly Selected[]): string {
    return this.#once(`${type.name}<${this.#selectedKey(selected)}>`, (name) => {
      const cases = this.#schema
        .getPossibleTypes(type as never)
        .map(
          (possible) =>
            `case ${JSON.stringify(possible.name)}: return ${this.object(possible, selected)}(v, c);`,
        );
      return [
        `function ${name}(v, c) {`,
        `  if (v === null || v === undefined) return 'null';`,
        `  switch (v.__typename) {`,
        ...cases,
        '  }',
        '  return misfit();',
        '}',
      ].join('\n');
    });
  }

  object(type: GraphQLObjectType, selected: readonly Selected[]): string {
    return this.#once(`${type.name}{${this.#selectedKey(selected)}}`, (name) => {
      let written = false;
      const lines = fieldsOf(this.#schema, this.#fragments, type, selected).map((field) => {
        const key = JSON.stringify(field.responseName);
        const always = field.whenAny.some((when) => when.length === 0);
        const comma = written ? `',` : `(s === '{' ? '' : ',') + '`;
        const prefix = written || !always ? `${comma}${key}:'` : `'${key}:'`;
        written ||= always;
        const definition = type.getFields()[field.name];
        const text =
          field.name === '__typename'
            ? `'${JSON.stringify(type.name)}'`
            : `${this.value((definition as { type: GraphQLOutputType }).type, field.selected)}(v[${key}], c)`;
        const add = `s += ${prefix} + ${text};`;
        return always ? `  ${add}` : `  if (${field.whenAny.map(allCode).join(' || ')}) ${add}`;
      });
      return [
        `function ${name}(v, c) {`,
        `  if (v === null || v === undefined) return 'null';`,
        `  if (typeof v !== 'object' || (v.__typename !== undefined && v.__typename !== ${JSON.stringify(type.name)})) return misfit();`,
        `  let s = '{';`,
        ...lines,
        `  return s + '}';`,
        '}',
      ].join('\n');
    });
  }
}

const conditionCode = ({ variable, negated }: Condition): string =>
  `${negated ? '!' : ''}c[${JSON.stringify(variable)}]`;
const allCode = (when: readonly Condition[]): string => `(${when.map(conditionCode).join(' && ')})`;

/** Compiles the writer of an operation that was validated against the schema. */
export const compileJsonWriter = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): JsonWriter => {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const source = new WriterSource(schema, document);
  const name = source.object(root, [{ set: operation.selectionSet, when: [] }]);
  const make = new Function('misfit', 'quoted', 'enums', `${source.text}\nreturn ${name};`);
  return make(misfit, quoted, source.enums) as JsonWriter;
};
