import type { Caller } from '@aqmrg/platform/caller.ts';

/** Callers are few and kept; each gateway process would otherwise write the same text for every fetch. */
const known = new WeakMap<Caller, string>();

/** Every field of a caller: one that is added and not named here does not compile. */
const fields = {
  kind: true,
  id: true,
  role: true,
  organisation: true,
  organisationRole: true,
  scopes: true,
  networks: true,
  session: true,
} satisfies Record<keyof Caller, true>;
const names = Object.keys(fields) as readonly (keyof Caller)[];

/**
 * Whose eyes an answer is for: requests of equal scope may be given one and the same answer. Everything that access rules can
 * see is in it, as JSON, so that no id or scope can be written to look like the boundary between two of them.
 */
export const scopeOf = (caller: Caller): string => {
  const found = known.get(caller);
  if (found !== undefined) return found;
  const scope = JSON.stringify(names.map((name) => caller[name]));
  known.set(caller, scope);
  return scope;
};
