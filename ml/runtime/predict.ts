import { finish } from './distribution.ts';
import { runProgram } from './features.ts';
import type { LocalClock } from './local-clock.ts';
import type { Model } from './model.ts';
import { outputsOfHead } from './sessions.ts';
import { type Distribution, type Head, type HourlyInput, heads, lookbackHours } from './types.ts';

/** Rows of one run: it holds up the event loop while it lasts, about 10 ms. */
const rowsAtOnce = 128;

export type Prediction = Readonly<Record<Head, Distribution>>;

const nothing = new Float64Array(lookbackHours).fill(Number.NaN);

type ClockOf = (timeZone: string) => LocalClock;

/** Values of the model's program: a row of slots for each input. */
const valuesOf = (model: Model, inputs: readonly HourlyInput[], clockOf: ClockOf): readonly Float64Array[] =>
  inputs.map((input) => {
    const slots = new Float64Array(model.program.steps.length);
    const series = model.program.series.map((name) => input.series[name] ?? nothing);
    runProgram(model.program, { series, clock: clockOf(input.timeZone) }, slots);
    return slots;
  });

/**
 * What a head says of rows of its features, each with what its raw outputs are multiplied by; null where that or an output is
 * not finite.
 */
export const predictRows = async (
  model: Model,
  head: Head,
  rows: Float32Array,
  multipliers: Float64Array,
): Promise<readonly (Distribution | null)[]> => {
  const raw = await model.heads[head].session.run(rows, multipliers.length);
  const { scales } = model.manifest.heads[head];
  return Array.from(multipliers, (times, row) =>
    finish(raw.subarray(row * outputsOfHead, (row + 1) * outputsOfHead), times, scales),
  );
};

const predictHead = (
  model: Model,
  head: Head,
  values: readonly Float64Array[],
): Promise<readonly (Distribution | null)[]> => {
  const { columns, times } = model.heads[head];
  const { plus } = model.manifest.heads[head].output;
  const rows = new Float32Array(values.length * columns.length);
  for (const [row, slots] of values.entries())
    for (let column = 0; column < columns.length; column += 1)
      rows[row * columns.length + column] = slots[columns[column] as number] as number;
  const multipliers = Float64Array.from(values, (slots) =>
    times === null ? 1 : (slots[times] as number) + plus,
  );
  return predictRows(model, head, rows, multipliers);
};

/** All heads of each sensor; null where one of them is not finite, as where what it is multiplied by is missing. */
export const predict = async (
  model: Model,
  inputs: readonly HourlyInput[],
  clockOf: ClockOf,
): Promise<readonly (Prediction | null)[]> => {
  const predictions: (Prediction | null)[] = [];
  for (let first = 0; first < inputs.length; first += rowsAtOnce) {
    const values = valuesOf(model, inputs.slice(first, first + rowsAtOnce), clockOf);
    const columns: (readonly (Distribution | null)[])[] = [];
    for (const head of heads) columns.push(await predictHead(model, head, values));
    for (const row of values.keys()) {
      const found = heads.map((head, n) => [head, columns[n]?.[row] ?? null] as const);
      const isWhole = found.every(([, distribution]) => distribution !== null);
      predictions.push(isWhole ? (Object.fromEntries(found) as Record<Head, Distribution>) : null);
    }
  }
  return predictions;
};
