import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** How large a definition is with every fragment put in its places, as often as it is spread. */
export interface Shape {
  /** Levels of fields; a root field is on level 1. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  /** Fields on level 1. */
  readonly rootFields: number;
}

/** Directives as they are written, fragments counted once. */
export interface Directives {
  readonly inAll: number;
  readonly atOnePlace: number;
}

const nothing: Shape = { depth: 0, fields: 0, aliases: 0, rootFields: 0 };

/** Fragments in fragments multiply; past this, numbers are no longer exact, and nobody needs them to be. */
const atMost = Number.MAX_SAFE_INTEGER;

const beside = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  fields: Math.min(atMost, a.fields + b.fields),
  aliases: Math.min(atMost, a.aliases + b.aliases),
  rootFields: Math.min(atMost, a.rootFields + b.rootFields),
});

const fieldOf = (hasAlias: boolean, below: Shape): Shape => ({
  depth: below.depth + 1,
  fields: below.fields + 1,
  aliases: below.aliases + (hasAlias ? 1 : 0),
  rootFields: 1,
});

/**
 * The shapes of a document that need not be valid. Each fragment is measured once and then multiplied, so that the work grows with the
 * text alone; a fragment inside itself and one that is not there count as nothing, because validation refuses them.
 */
export const shapesOf = (document: DocumentNode): ReadonlyMap<DefinitionNode, Shape> => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Shape>();

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing);
    const shape = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, shape);
    return shape;
  };
  const ofSelection = (selection: SelectionNode): Shape => {
    switch (selection.kind) {
      case Kind.FIELD:
        return fieldOf(selection.alias !== undefined, ofSelections(selection.selectionSet));
      case Kind.INLINE_FRAGMENT:
        return ofSelections(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
      default:
        return selection satisfies never;
    }
  };
  const ofSelections = (set: SelectionSetNode | undefined): Shape => {
    let shape = nothing;
    for (const selection of set?.selections ?? []) shape = beside(shape, ofSelection(selection));
    return shape;
  };

  const shapes = new Map<DefinitionNode, Shape>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      shapes.set(definition, ofSelections(definition.selectionSet));
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      shapes.set(definition, ofFragment(definition.name.value));
  }
  return shapes;
};

export const directivesOf = (document: DocumentNode): Directives => {
  let inAll = 0;
  let atOnePlace = 0;
  visit(document, {
    enter(node) {
      const count = 'directives' in node ? (node.directives?.length ?? 0) : 0;
      inAll += count;
      atOnePlace = Math.max(atOnePlace, count);
    },
  });
  return { inAll, atOnePlace };
};
