/** The field at fault, as a path, and why. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** What a rule makes of a value: the value as it is kept, or why it cannot be taken. */
export type Verdict<T> = { readonly fits: T } | { readonly fault: string };
export type Rule<I, O> = (value: I) => Verdict<O>;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const fits = <T>(value: T): Verdict<T> => ({ fits: value });
export const fault = (message: string): { readonly fault: string } => ({ fault: message });

class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export type Read = <I, O>(field: string, rule: Rule<I, O>, value: I) => O;

const read: Read = (field, rule, value) => {
  const verdict = rule(value);
  if ('fault' in verdict) throw new Refusal({ field, message: verdict.fault });
  return verdict.fits;
};

/** Reads fields through their rules; the first one that does not fit is the answer. */
export const checked = <T>(build: (read: Read) => T): Checked<T> => {
  try {
    return { ok: true, value: build(read) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
};

/** Left out and null are the same: nothing is said. */
export const optional =
  <I, O>(rule: Rule<I, O>): Rule<I | null | undefined, O | null> =>
  (value) =>
    value === null || value === undefined ? fits(null) : rule(value);
