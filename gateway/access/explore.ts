import { type Caller, hasRole } from '@aqmrg/platform/caller.ts';
import { BREAK, type DocumentNode, visit } from 'graphql';

/** Whether this caller may ask what the graph is made of: anyone where exploring is open, else those who are signed in. */
export const mayExplore = (caller: Caller, explore: boolean): boolean =>
  explore || hasRole(caller, 'AUTHENTICATED');

const asksForSchema = new WeakMap<DocumentNode, boolean>();

/** Whether a document asks for `__schema` or `__type` anywhere, in fragments too. `__typename` tells nothing new. */
export const usesIntrospection = (document: DocumentNode): boolean => {
  const known = asksForSchema.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  asksForSchema.set(document, found);
  return found;
};
