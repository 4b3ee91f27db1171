/** A request's variables, as they were sent. */
export type Variables = Readonly<Record<string, unknown>>;
type Step = (places: Float64Array, variables: Variables) => number;

/** A number that is known already, or the place in which a step of the tape leaves it for each request. */
export type Amount = number | { readonly place: number };

/** Products stop here, so that no cost is ever infinite or not a number. */
export const atMost = Number.MAX_SAFE_INTEGER;

export interface Tape {
  fromVariables(read: (variables: Variables) => number): Amount;
  sum(terms: readonly Amount[]): Amount;
  product(a: Amount, b: Amount): Amount;
  largest(terms: readonly Amount[]): Amount;
  /** Plays the tape for each request: every shared part once, however often it is used. */
  evaluate(result: Amount): (variables: Variables) => number;
}

const isKnown = (amount: Amount): amount is number => typeof amount === 'number';

/** Arithmetic that is done at once where its numbers are known, and else recorded, in order, to be done with the variables. */
export const createTape = (): Tape => {
  const steps: Step[] = [];
  const record = (step: Step): Amount => ({ place: steps.push(step) - 1 });

  const split = (terms: readonly Amount[]) => ({
    known: terms.filter(isKnown),
    places: terms.flatMap((term) => (isKnown(term) ? [] : [term.place])),
  });

  const product = (a: Amount, b: Amount): Amount => {
    if (a === 0 || b === 0) return 0;
    if (a === 1) return b;
    if (b === 1) return a;
    if (isKnown(a) && isKnown(b)) return Math.min(atMost, a * b);
    if (isKnown(a)) return product(b, a);
    if (isKnown(b)) return record((at) => Math.min(atMost, (at[a.place] as number) * b));
    return record((at) => Math.min(atMost, (at[a.place] as number) * (at[b.place] as number)));
  };

  return {
    fromVariables: (read) => record((_, variables) => read(variables)),
    sum(terms) {
      const { known, places } = split(terms);
      const fixed = known.reduce((a, b) => a + b, 0);
      const [only, other] = places;
      if (only === undefined) return fixed;
      if (other === undefined)
        return fixed === 0 ? { place: only } : record((at) => fixed + (at[only] as number));
      return record((at) => {
        let sum = fixed;
        for (const place of places) sum += at[place] as number;
        return sum;
      });
    },
    product,
    largest(terms) {
      const { known, places } = split(terms);
      const fixed = known.reduce((a, b) => Math.max(a, b), 0);
      if (places.length === 0) return fixed;
      return record((at) => {
        let most = fixed;
        for (const place of places) most = Math.max(most, at[place] as number);
        return most;
      });
    },
    evaluate(result) {
      if (isKnown(result)) return () => result;
      const { place } = result;
      const places = new Float64Array(steps.length);
      return (variables) => {
        for (let index = 0; index <= place; index += 1)
          places[index] = (steps[index] as Step)(places, variables);
        return places[place] as number;
      };
    },
  };
};
