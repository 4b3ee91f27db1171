import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Format, formats, hoursOf, sensorCount } from './exports/air.ts';
import { type Bare, openBare } from './exports/bare.ts';
import { type Exporter, openExporter } from './exports/exporting.ts';

const { env } = process;
const wantedRows = Number(env.ROWS ?? 10_000_000);
const rounds = Number(env.ROUNDS ?? 3);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Seconds of CPU and of the clock that each took in one round. */
interface Round {
  readonly export: number;
  readonly sorted: number;
  readonly unsorted: number;
  readonly exportCpu: number;
  readonly sortedCpu: number;
  readonly peakMb: number;
  readonly blockedMs: number;
}

const fill = (dataDir: string): void => {
  const script = fileURLToPath(new URL('exports/fill.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, dataDir, String(wantedRows)], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the store could not be filled');
};

const runRound = async (
  format: Format,
  rows: number,
  { exporter, bare }: { readonly exporter: Exporter; readonly bare: Bare },
): Promise<Round> => {
  const result = await exporter.export(format);
  if (result.rows !== rows) throw new Error(`${result.rows} rows in place of ${rows}`);
  const sorted = await bare.copy({ format, sorted: true });
  const unsorted = await bare.copy({ format, sorted: false });
  const rate = (ms: number): string => `${Math.round(rows / ms)}k rows/s`;
  say(
    `  ${format}: export ${rate(result.ms)}, ${Math.round(result.bytes / 1e6)} MB; bare sorted ${rate(sorted.ms)}, unsorted ${rate(unsorted.ms)}`,
  );
  return {
    ...{ export: result.ms, sorted: sorted.ms, unsorted: unsorted.ms },
    ...{ exportCpu: result.cpuMs, sortedCpu: sorted.cpuMs },
    ...{ peakMb: result.aboveIdleMb, blockedMs: result.blockedMs },
  };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const figuresOf = (format: Format, rows: number, done: readonly Round[]): Record<string, number> => {
  const name = format.toLowerCase();
  const of = (say: (round: Round) => number, digits = 2): number =>
    Number(median(done.map(say)).toFixed(digits));
  return {
    [`rows_per_s_${name}`]: of((round) => (1_000 * rows) / round.export, 0),
    [`bare_rows_per_s_${name}`]: of((round) => (1_000 * rows) / round.sorted, 0),
    [`unsorted_rows_per_s_${name}`]: of((round) => (1_000 * rows) / round.unsorted, 0),
    [`copy_ratio_${name}`]: of((round) => round.sorted / round.export),
    [`unsorted_copy_ratio_${name}`]: of((round) => round.unsorted / round.export),
    [`cpu_ratio_${name}`]: of((round) => round.sortedCpu / round.exportCpu),
  };
};

/** From a request about ten million rows to files that can be downloaded, beside DuckDB's bare COPY of the same cells, in turns. */
export const bench = async (): Promise<Record<string, number>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-exports-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true })];
  try {
    const hours = hoursOf(wantedRows);
    const rows = hours * sensorCount;
    say(`writing ${rows} rows; this takes minutes`);
    fill(dataDir);
    const bare = await openBare(dataDir);
    closing.push(bare.stop);
    const exporter = await openExporter(dataDir, hours);
    closing.push(exporter.stop);
    const contestants = { exporter, bare };
    const firsts = await exporter.firstBytes(20);
    const figures: Record<string, number> = { rows, first_byte_ms: Math.round(median(firsts)) };
    const all: Round[] = [];
    for (const format of formats) {
      const done: Round[] = [];
      for (let round = 0; round < rounds; round += 1) done.push(await runRound(format, rows, contestants));
      Object.assign(figures, figuresOf(format, rows, done));
      all.push(...done);
    }
    return {
      ...figures,
      peak_mb: Math.round(Math.max(...all.map(({ peakMb }) => peakMb))),
      loop_blocked_ms: Math.round(Math.max(...all.map(({ blockedMs }) => blockedMs))),
    };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
};
