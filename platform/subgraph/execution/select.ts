import { join } from './join.ts';
import type { Path, Run } from './run.ts';

/** Answers the selected fields of one object, or promises them. */
export type Select = (run: Run, source: unknown, path: Path | undefined) => unknown;

/** One field of a selection; throws where it fails and may not be null. */
export interface PlannedField {
  readonly name: string;
  readonly execute: Select;
}

type Answer = Record<string, unknown>;
type Put = (answer: Answer, name: string, value: unknown) => void;

const assign: Put = (answer, name, value) => {
  answer[name] = value;
};

/** `__proto__` is a legal alias, and must become a key like any other. */
const define: Put = (answer, name, value) => {
  Object.defineProperty(answer, name, { value, enumerable: true, writable: true, configurable: true });
};

const putterOf = (fields: readonly PlannedField[]): Put =>
  fields.some(({ name }) => name === '__proto__') ? define : assign;

/** All at once. */
export const selectTogether = (fields: readonly PlannedField[]): Select => {
  const put = putterOf(fields);
  return (run, source, path) => {
    const answer: Answer = {};
    let promises: Promise<unknown>[] | undefined;
    let names: string[] | undefined;
    try {
      for (const { name, execute } of fields) {
        const value = execute(run, source, path);
        // also where it is promised: the key takes its place
        put(answer, name, value);
        if (!(value instanceof Promise)) continue;
        promises ??= [];
        names ??= [];
        promises.push(value);
        names.push(name);
      }
    } catch (error) {
      if (promises === undefined) throw error;
      // the others may fail as well: somebody has to hear it
      return Promise.allSettled(promises).then(() => {
        throw error;
      });
    }
    if (promises === undefined || names === undefined) return answer;
    const late = names;
    if (promises.length === 1) {
      return (promises[0] as Promise<unknown>).then((value) => {
        put(answer, late[0] as string, value);
        return answer;
      });
    }
    return join({ promises, whole: answer, put: (at, value) => put(answer, late[at] as string, value) });
  };
};

/** One after the other, as mutations ask. */
export const selectInTurn = (fields: readonly PlannedField[]): Select => {
  const put = putterOf(fields);
  return async (run, source, path) => {
    const answer: Answer = {};
    for (const { name, execute } of fields) put(answer, name, await execute(run, source, path));
    return answer;
  };
};
