import type { RuleDefinition } from './rule.ts';

/** Of plain data; lists by their order, objects whatever the order of their names. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  const at = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === others.length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(at(a, name), at(b, name)))
  );
};

type Part = keyof RuleDefinition;
const differsIn = (parts: readonly Part[], before: RuleDefinition, after: RuleDefinition): boolean =>
  parts.some((part) => !isSame(before[part], after[part]));

const judged: readonly Part[] = ['condition', 'scope', 'pace'];
/** What an Admin looked at before CAP may say it: also what it is called, how bad it is, and its words. */
const said: readonly Part[] = [...judged, 'name', 'description', 'severity', 'wording'];

/** Whether a rule judges otherwise than before, so that its open incidents are no longer its own. */
export const differs = (before: RuleDefinition, after: RuleDefinition): boolean =>
  differsIn(judged, before, after);

/** Whether what an Admin approved is no longer what would be said. */
export const needsApprovalAnew = (before: RuleDefinition, after: RuleDefinition): boolean =>
  differsIn(said, before, after);

/** What follows from a change of a rule. */
export interface Consequences {
  /** Its open incidents are no longer its own. */
  readonly judgesAnew: boolean;
  /** What an Admin approved or published is no longer what would be said. */
  readonly saysAnew: boolean;
}

export const consequencesOf = (before: RuleDefinition, after: RuleDefinition): Consequences => ({
  judgesAnew: differs(before, after),
  saysAnew: needsApprovalAnew(before, after),
});
