import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * Refuses @skip and @include at the root of a subscription, as the GraphQL specification does: what to listen to cannot depend on
 * variables. graphql-js 16 has no rule for it; its rule of single root fields throws instead of telling, which would be our error.
 */
export const checkSubscriptionRoots = (document: DocumentNode): void => {
  const seen = new Set<SelectionSetNode>();
  const check = (set: SelectionSetNode): void => {
    if (seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
        throw new AirError('BAD_INPUT', 'The root of a subscription takes neither @skip nor @include.');
      if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) continue;
      for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
          check(definition.selectionSet);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription')
      check(definition.selectionSet);
};
