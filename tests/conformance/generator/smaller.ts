import { type DocumentNode, parse, print, type SelectionSetNode, visit } from 'graphql';

/** Every document with one selection less; what nothing uses any more goes with it. */
const withOneLess = (document: DocumentNode): DocumentNode[] => {
  let count = 0;
  visit(document, {
    SelectionSet(set) {
      count += set.selections.length;
    },
  });
  return Array.from({ length: count }, (_, dropped) => {
    let at = 0;
    return visit(document, {
      SelectionSet(set): SelectionSetNode {
        return { ...set, selections: set.selections.filter(() => at++ !== dropped) };
      },
    });
  });
};

const tidy = (document: DocumentNode): string => {
  let text = print(document);
  for (;;) {
    const used = (name: string, sign: string) => new RegExp(`\\${sign}${name}\\b`, 'g');
    const next = print(
      visit(parse(text), {
        FragmentDefinition: ({ name }) => (used(name.value, '...').test(text) ? undefined : null),
        OperationDefinition: (operation) => ({
          ...operation,
          variableDefinitions: operation.variableDefinitions?.filter(
            ({ variable }) => (text.match(used(variable.name.value, '$'))?.length ?? 0) > 1,
          ),
        }),
      }),
    );
    if (next === text) return text;
    text = next;
  }
};

/** The smallest query found that still fails, by dropping one selection after the other. */
export const smaller = async (query: string, fails: (query: string) => Promise<boolean>): Promise<string> => {
  let best = query;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of withOneLess(parse(best))) {
      const text = safely(() => tidy(candidate));
      if (text === undefined || text.length >= print(parse(best)).length || !(await fails(text))) continue;
      best = text;
      found = true;
      break;
    }
  }
  return best;
};

/** A selection set that became empty does not parse any more. */
const safely = (make: () => string): string | undefined => {
  try {
    const text = make();
    parse(text);
    return text;
  } catch {
    return undefined;
  }
};
