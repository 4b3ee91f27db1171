import type { Problem, ProblemCode } from '../problem.ts';

/** Notes what is wrong with a field. Reading goes on, so that all of it is told at once. */
export type Tell = (field: string, code: ProblemCode, reason: string, next: string) => undefined;

export const noteIn =
  (problems: Problem[]): Tell =>
  (field, code, reason, next) => {
    problems.push({ field, code, reason, next });
    return undefined;
  };
