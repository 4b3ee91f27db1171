/** Which stratum each row is in, from 0. */
export interface Strata {
  readonly of: Int32Array;
  readonly count: number;
}

/** One stratum for each combination of labels that occurs, in the order of their first rows. */
export const strataOf = (labels: readonly (readonly string[])[], rows: number): Strata => {
  const numbers = new Map<string, number>();
  const of = Int32Array.from({ length: rows }, (_, i) => {
    const key = JSON.stringify(labels.map((values) => values[i]));
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { of, count: numbers.size };
};

/** The sum over each stratum. */
export const sumsWithin = (values: Float64Array, { of, count }: Strata): Float64Array => {
  const sums = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const s = of[i] as number;
    sums[s] = (sums[s] as number) + (values[i] as number);
  }
  return sums;
};

/** Takes each stratum's weighted mean out of values, in place: what dummies for all strata would leave of them. */
export const centre = (values: Float64Array, weights: Float64Array, strata: Strata): void => {
  const weighted = sumsWithin(
    values.map((value, i) => value * (weights[i] as number)),
    strata,
  );
  const totals = sumsWithin(weights, strata);
  for (let i = 0; i < values.length; i++) {
    const s = strata.of[i] as number;
    values[i] = (values[i] as number) - (weighted[s] as number) / (totals[s] as number);
  }
};

/** Adds to linear predictors, in place, the log rate of each stratum that makes its expected events those observed. */
export const addStrata = (predictor: Float64Array, y: Float64Array, strata: Strata): void => {
  const expected = sumsWithin(predictor.map(Math.exp), strata);
  const observed = sumsWithin(y, strata);
  for (let i = 0; i < predictor.length; i++) {
    const s = strata.of[i] as number;
    predictor[i] = (predictor[i] as number) + Math.log((observed[s] as number) / (expected[s] as number));
  }
};
