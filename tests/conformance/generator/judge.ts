import { parse } from 'graphql';
import { differences } from '../kit/compare.ts';
import type { Both, Graph } from '../kit/graph.ts';
import type { Shown } from '../kit/shown.ts';
import { conforms } from './conforms.ts';
import type { Told } from './faults.ts';
import type { Asked } from './operation.ts';

/** What is wrong with our answer to one case, if anything, in words. */
export interface Verdict {
  readonly wrong: readonly string[];
  readonly both: Both;
}

/** Apollo's executor gave up on the whole answer, or tells as a subgraph's error what JavaScript said of its own code. */
export const fellOver = ({ data, errors = [] }: Shown): boolean =>
  data === undefined ||
  errors.some(({ message }) =>
    /^Cannot (use|create|read|set|assign)|is not (a function|iterable|extensible)/.test(message),
  );

/** Ours must be an answer by the specification, and the one that Apollo gives where Apollo gives one. */
export const judge = async (
  graph: Graph,
  { query, variables }: Asked,
  { fault, brutal }: Told,
): Promise<Verdict> => {
  const both = await graph.both(query, { ...variables }, fault);
  const { stock, ours, threw } = both;
  if (threw.ours) {
    const alike = threw.stock?.message === threw.ours.message;
    return { both, wrong: alike ? [] : [`ours threw: ${threw.ours.message}`] };
  }
  const hiding = graph.supergraphSdl.includes('@inaccessible');
  const different = differences(stock, ours, { hiding });
  if (different.length === 0) return { both, wrong: [] };
  const misshapen = (data: unknown): string | undefined =>
    conforms(graph.apiSchema, parse(query), variables, data);
  // where both say the same, and be it of what breaks every promise, there is nothing to tell apart
  const own = different.includes('data') ? misshapen(ours.data) : undefined;
  const wrong = own === undefined ? [] : [`no answer by the specification: ${own}`];
  const incomparable =
    brutal || threw.stock !== undefined || fellOver(stock) || misshapen(stock.data) !== undefined;
  return { both, wrong: incomparable ? wrong : [...wrong, ...different] };
};
