import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ownErrors } from './own-errors.ts';
import { heads } from './types.ts';

const read = async (path: string) =>
  JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8')) as unknown;

/** As training judges them: by series and head the quantiles, null where there are too few errors. */
interface Vectors {
  readonly plus: number;
  readonly cases: readonly {
    readonly name: string;
    readonly quantiles: Readonly<Record<'PT4H' | 'PT24H' | 'PT72H', readonly number[] | null>>;
  }[];
}
const { plus, cases } = (await read('../evaluation/vectors/own-errors.json')) as Vectors;

const targetOf = async (name: string): Promise<Float64Array> => {
  const { series } = (await read(`../features/vectors/${name}.json`)) as {
    readonly series: { readonly target: readonly (number | null)[] };
  };
  return Float64Array.from(series.target, (value) => value ?? Number.NaN);
};

describe('the errors that the 7-day mean made at a sensor', () => {
  it.each(cases)('are those by which its bands were judged: $name', async ({ name, quantiles }) => {
    const target = await targetOf(name);
    for (const head of ['PT4H', 'PT24H', 'PT72H'] as const) {
      const found = ownErrors(target, head, plus)?.quantiles ?? null;
      expect(found === null, head).toBe(quantiles[head] === null);
      for (const [n, value] of (found ?? []).entries())
        expect(value, `${head}, ${n}`).toBeCloseTo(quantiles[head]?.[n] as number, 9);
    }
  });

  it('are finite whatever was measured', () => {
    const target = Float64Array.from({ length: 672 }, (_, age) => (age % 5 === 0 ? Number.NaN : -plus));
    for (const head of heads) {
      const { quantiles, mean } = ownErrors(target, head, plus) ?? { quantiles: [], mean: Number.NaN };
      expect([...quantiles, mean].every(Number.isFinite)).toBe(true);
    }
  });
});
