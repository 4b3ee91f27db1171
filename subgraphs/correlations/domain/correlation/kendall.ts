import { normalTwoSided } from '../distributions.ts';
import { isProblem, type Problem } from '../problem.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import { averageRanks, tieSizes } from './ranks.ts';

export interface Kendall {
  readonly n: number;
  /** τ_b. */
  readonly tau: number;
  /** Concordant less discordant pairs, over the standard deviation that it has without association. */
  readonly z: number;
  readonly p: number;
}

/** Counts of what was added so far, by rank: adding and asking take log n steps each (Fenwick 1994). */
const counter = (size: number) => {
  const sums = new Int32Array(size + 1);
  return {
    add: (rank: number): void => {
      for (let i = rank; i <= size; i += i & -i) sums[i] = (sums[i] as number) + 1;
    },
    upTo: (rank: number): number => {
      let sum = 0;
      for (let i = rank; i > 0; i -= i & -i) sum += sums[i] as number;
      return sum;
    },
  };
};

/** Concordant pairs less discordant ones; pairs that tie in either count for nothing. */
const concordance = ({ x, y }: Pairs): number => {
  const n = x.length;
  const order = Int32Array.from(x.keys()).sort((a, b) => (x[a] as number) - (x[b] as number));
  // twice the mean rank is whole
  const ranks = averageRanks(y).map((rank) => 2 * rank);
  const seen = counter(2 * n);
  let sum = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    for (; to < n && x[order[to] as number] === x[order[from] as number]; to++) {
      const rank = ranks[order[to] as number] as number;
      sum += seen.upTo(rank - 1) - (from - seen.upTo(rank));
    }
    for (const i of order.subarray(from, to)) seen.add(ranks[i] as number);
    from = to;
  }
  return sum;
};

const total = (sizes: readonly number[], of: (t: number) => number): number =>
  sizes.reduce((sum, t) => sum + of(t), 0);

/** Kendall's τ_b with the normal approximation corrected for ties: Kendall 1970, Rank Correlation Methods; R's cor.test. */
export const kendall = (x: Float64Array, y: Float64Array): Kendall | Problem => {
  const pairs = pairsOf(x, y);
  if (isProblem(pairs)) return pairs;
  const n = pairs.x.length;
  const sizes = [tieSizes(pairs.x), tieSizes(pairs.y)] as const;
  const product = (of: (t: number) => number): number => total(sizes[0], of) * total(sizes[1], of);
  const both = (of: (t: number) => number): number => total(sizes[0], of) + total(sizes[1], of);
  const untied = sizes.map((ties) => (n * (n - 1) - total(ties, (t) => t * (t - 1))) / 2) as [number, number];
  const variance =
    (n * (n - 1) * (2 * n + 5) - both((t) => t * (t - 1) * (2 * t + 5))) / 18 +
    product((t) => t * (t - 1)) / (2 * n * (n - 1)) +
    product((t) => t * (t - 1) * (t - 2)) / (9 * n * (n - 1) * (n - 2));
  const difference = concordance(pairs);
  const z = difference / Math.sqrt(variance);
  return { n, tau: difference / Math.sqrt(untied[0]) / Math.sqrt(untied[1]), z, p: normalTwoSided(z) };
};
