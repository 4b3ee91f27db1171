import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFeatures } from './feature-set.ts';
import { compile, runProgram } from './features.ts';
import { localClocks } from './local-clock.ts';
import { type Head, heads } from './types.ts';
import { windComponents } from './wind.ts';

const folder = new URL('../features/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

type Values = Readonly<Record<string, number | null>>;
interface Vector {
  readonly name: string;
  readonly origin: string;
  readonly timeZone: string;
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  /** What all heads have in common, and what is a head's own. */
  readonly features: Readonly<Record<Head | 'all', Values>>;
}

const { set } = parseFeatures(read('features.json'));
const vectors = readdirSync(new URL('vectors/', folder)).map(
  (file) => JSON.parse(read(`vectors/${file}`)) as Vector,
);

const seriesOf = ({ series }: Vector): Readonly<Record<string, Float64Array>> => {
  const told = Object.entries(series).map(([name, x]) => [
    name,
    Float64Array.from(x, (v) => v ?? Number.NaN),
  ]);
  const all = Object.fromEntries(told) as Record<string, Float64Array>;
  const { WIND_SPEED: speed, WIND_DIRECTION: direction } = all;
  return speed && direction ? { ...all, ...windComponents(speed, direction) } : all;
};

/** The largest difference, relative to values above 1; infinite where only one of them is missing. */
const difference = (value: number, expected: number | null): number => {
  if (expected === null || Number.isNaN(value))
    return (expected === null) === Number.isNaN(value) ? 0 : Infinity;
  return value === expected ? 0 : Math.abs(value - expected) / Math.max(1, Math.abs(expected));
};

describe('features in TypeScript', () => {
  it('have vectors from Python to be judged by', () => {
    expect(vectors.length).toBeGreaterThan(9);
  });

  it.each(vectors)('are those of Python: $name', (vector) => {
    const { slotOf, program } = compile(set);
    const columns = heads.flatMap((head) => {
      const told = { ...vector.features.all, ...vector.features[head] };
      return [...set.keys()].map((name) => ({ head, name, slot: slotOf(name, head), expected: told[name] }));
    });
    const series = seriesOf(vector);
    const slots = new Float64Array(program.steps.length);
    const clock = localClocks(Date.parse(vector.origin))(vector.timeZone);
    const nothing = new Float64Array(672).fill(Number.NaN);
    runProgram(program, { series: program.series.map((name) => series[name] ?? nothing), clock }, slots);
    const wrong = columns.flatMap(({ head, name, slot, expected }) => {
      if (expected === undefined) return [`${head} ${name} is not in the vector`];
      const value = slots[slot] as number;
      return difference(value, expected) <= 1e-6 ? [] : [`${head} ${name}: ${value}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });
});
