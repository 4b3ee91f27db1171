import { type Problem, type ProblemCode, problem } from '../problem.ts';

const mostOthers = 3;

/** A fault of one row. */
export interface Fault {
  readonly code: ProblemCode;
  /** What is wrong, behind where it is: `-3 is negative`. */
  readonly what: string;
  readonly next: string;
  /** Faults of one kind are told as one. Default: their code. */
  readonly kind?: string;
}

export interface Faults {
  readonly note: (place: string, fault: Fault) => void;
  /** One of each kind: `Line 3: -3 is negative; 5 more: Line 4, Line 6, Line 7, …`. */
  readonly problems: () => readonly Problem[];
}

/** The faults of many rows, told once for each kind: a column of nothing but −999 is one thing to correct. */
export const createFaults = (field: string): Faults => {
  const kinds = new Map<
    string,
    { readonly fault: Fault; readonly place: string; readonly others: string[]; count: number }
  >();
  return {
    note(place, fault) {
      const kind = fault.kind ?? fault.code;
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, { fault, place, others: [], count: 0 });
      else {
        known.count += 1;
        if (known.others.length < mostOthers) known.others.push(place);
      }
    },
    problems: () =>
      [...kinds.values()].map(({ fault: { code, what, next }, place, others, count }) => {
        const rest = count > others.length ? [...others, '…'] : others;
        const more = count === 0 ? '' : `; ${count} more: ${rest.join(', ')}`;
        return problem(field, code, `${place}: ${what}${more}`, next);
      }),
  };
};
