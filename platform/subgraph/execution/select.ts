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
    let waiting: Promise<void>[] | undefined;
    try {
      for (const { name, execute } of fields) {
        const value = execute(run, source, path);
        put(answer, name, value);
        if (value instanceof Promise) {
          waiting ??= [];
          waiting.push(value.then((late) => put(answer, name, late)));
        }
      }
    } catch (error) {
      if (waiting === undefined) throw error;
      // the others may fail as well: somebody has to hear it
      return Promise.allSettled(waiting).then(() => {
        throw error;
      });
    }
    if (waiting === undefined) return answer;
    return (waiting.length === 1 ? (waiting[0] as Promise<void>) : Promise.all(waiting)).then(() => answer);
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
