import type { Caller } from '@aqmrg/platform/caller.ts';

/** Callers are few and kept; each gateway process would otherwise write the same text for every fetch. */
const known = new WeakMap<Caller, { readonly authorization: string | undefined; readonly scope: string }>();

/**
 * Whose eyes an answer is for: requests of equal scope may be given one and the same answer. Everything that access rules can
 * see is in it, as JSON, so that no id or scope can be written to look like the boundary between two of them.
 */
export const scopeOf = (caller: Caller, authorization: string | undefined): string => {
  const found = known.get(caller);
  if (found && found.authorization === authorization) return found.scope;
  const { kind, id, role, organisation, scopes } = caller;
  const scope = JSON.stringify([kind, id, role, organisation, scopes, authorization ?? null]);
  known.set(caller, { authorization, scope });
  return scope;
};
