import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';

/** What codegen tells of a document's data and variables: never a value, only a type. */
interface Typed<Data, Variables> {
  readonly __apiType?: (variables: Variables) => Data;
}

/** A subscription as codegen writes it, with the types of its data and variables: its text, in an object of its own, or its parsed form. */
export type LiveDocument<Data, Variables> = Typed<Data, Variables> &
  // biome-ignore lint/complexity/noBannedTypes: codegen's texts are String objects
  (String | DocumentNode);

/** What must be known of a subscription to go on with it: names are those of the answer, aliases applied. */
export interface LiveOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  /** The variable that takes the cursor to go on from. */
  readonly after: string;
  /** The subscription's field. */
  readonly root: string;
  /** Under the field: where the event stands. */
  readonly cursor: string;
  /** Under the field, where they are selected: what tells a gap from an event. */
  readonly change: string | undefined;
  readonly gap: string | undefined;
}

type Fragments = ReadonlyMap<string, SelectionSetNode>;

const isConditional = ({ directives }: { readonly directives?: FieldNode['directives'] }): boolean =>
  directives?.some(({ name }) => name.value === 'include' || name.value === 'skip') ?? false;

/** The fields that are always there. */
const fieldsOf = (set: SelectionSetNode, fragments: Fragments): readonly FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (isConditional(selection)) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value);
    return inner ? fieldsOf(inner, fragments) : [];
  });

const responseName = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const cursorVariableOf = (operation: OperationDefinitionNode, field: FieldNode): string | undefined => {
  const given = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  const variable = given?.kind === Kind.VARIABLE ? given.name.value : undefined;
  const isDeclared = operation.variableDefinitions?.some((each) => each.variable.name.value === variable);
  return isDeclared ? variable : undefined;
};

/**
 * Reads what a subscription offers to go on with.
 * @throws TypeError that says what to add, where it could not be gone on with after a break
 */
export const readOperation = <Data, Variables>(document: LiveDocument<Data, Variables>): LiveOperation => {
  const node = document as DocumentNode;
  const query = node.kind === Kind.DOCUMENT ? print(node) : String(document);
  const { definitions } = node.kind === Kind.DOCUMENT ? node : parse(query);
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1 || operation.operation !== 'subscription') {
    throw new TypeError('One subscription is needed: queries and mutations are asked over HTTP.');
  }
  const fragments: Fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet]] : [],
    ),
  );
  const [field] = fieldsOf(operation.selectionSet, fragments);
  if (field === undefined) throw new TypeError('The subscription asks no field.');

  const name = operation.name?.value;
  const called = `The subscription${name === undefined ? '' : ` ${name}`}`;
  const after = cursorVariableOf(operation, field);
  if (after === undefined) {
    throw new TypeError(
      `${called} cannot go on after a break: declare $after: Cursor, and give it to the field: ${field.name.value}(after: $after).`,
    );
  }
  const asked = field.selectionSet ? fieldsOf(field.selectionSet, fragments) : [];
  const selected = (wanted: string): string | undefined => {
    const found = asked.find((each) => each.name.value === wanted);
    return found && responseName(found);
  };
  const cursor = selected('cursor');
  if (cursor === undefined) {
    throw new TypeError(
      `${called} cannot go on after a break: select cursor, without @include or @skip: ${field.name.value} { cursor … }.`,
    );
  }
  const gaps = { change: selected('change'), gap: selected('gap') };
  return { query, operationName: name, after, root: responseName(field), cursor, ...gaps };
};
