import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProblem, openRuns, readDaily, readSpecification } from '@aqmrg/run/association-runs.ts';
import { chicago } from './associations/chicago.ts';
import { type GlmFit, glmFit } from './associations/glm-fit.ts';
import { type ModelName, models } from './associations/models.ts';

const rounds = Number(process.env.ROUNDS ?? 7);
/** Fits of each model in a round. */
const fits = Number(process.env.FITS ?? 5);
/** Deviances are the same but for R's tolerance. */
const sameDeviance = 1e-7;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
const names = Object.keys(models) as ModelName[];
const nsPerMs = 1e6;

/** The longest that the event loop of this thread stood still while something went on, ms. */
const blockedWhile = async <Value>(
  act: () => Promise<Value>,
): Promise<{ value: Value; blockedMs: number }> => {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const value = await act();
  // the last delay is counted when the loop goes round again
  await sleep(5);
  delays.disable();
  return { value, blockedMs: delays.max / nsPerMs };
};

interface Fit {
  readonly basisMs: number;
  readonly fitMs: number;
  readonly tellMs: number;
  readonly n: number;
  readonly rank: number;
  readonly deviance: number;
}

/**
 * Fits of two models of 5,114 days in the room's thread, beside R's `glm.fit` on the ready model matrix, in turns; and how long the event loop that serves
 * everybody stood still meanwhile.
 */
export const bench = async (): Promise<Record<string, number>> => {
  const folder = await mkdtemp(join(tmpdir(), 'associations-bench-'));
  const runs = openRuns();
  try {
    const { file, isReal } = await chicago(folder);
    say(
      `${isReal ? 'Chicago 1987–2000' : 'a made-up series'}; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ${rounds} rounds of ${fits} fits a model`,
    );
    const text = await readFile(file, 'utf8');
    const questionOf = (name: ModelName) => {
      const request = readSpecification(models[name]);
      if (!('kind' in request)) throw new Error(request[0]?.reason);
      const daily = readDaily({ text, dateColumn: 'date', tomorrow: '2100-01-01' }, request);
      if (isProblem(daily)) throw new Error(daily.reason);
      return { request, daily };
    };
    const questions = { vignette: questionOf('vignette'), lags: questionOf('lags') };
    const fitOnce = async (name: ModelName): Promise<Fit> => {
      const { report, stagesMs, tellMs } = await runs.run(questions[name]);
      if (report.kind !== 'model') throw new Error(`${name}: ${JSON.stringify(report)}`);
      const { n, nCoefficients: rank, deviance } = report;
      return { n, rank, deviance, tellMs, basisMs: stagesMs.made ?? 0, fitMs: stagesMs.found ?? 0 };
    };

    const first = await blockedWhile(() => fitOnce('vignette'));
    for (const name of names) for (let i = 0; i < 3; i += 1) await fitOnce(name);

    const ours: Record<ModelName, Fit[]> = { vignette: [], lags: [] };
    const theirs: Record<ModelName, GlmFit[]> = { vignette: [], lags: [] };
    const ratios: Record<ModelName, number[]> = { vignette: [], lags: [] };
    const blocked: number[] = [];
    const idle: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const { value, blockedMs } = await blockedWhile(async () => {
        const found: Record<ModelName, Fit[]> = { vignette: [], lags: [] };
        for (const name of names) for (let i = 0; i < fits; i += 1) found[name].push(await fitOnce(name));
        return found;
      });
      blocked.push(blockedMs);
      const tookMs = performance.now() - began;
      idle.push((await blockedWhile(() => sleep(tookMs))).blockedMs);
      const r = await glmFit(file, fits);
      for (const name of names) {
        ours[name].push(...value[name]);
        const peer = r?.find(({ model }) => model === name);
        if (peer === undefined) continue;
        theirs[name].push(peer);
        ratios[name].push(median(value[name].map(({ fitMs }) => fitMs)) / median(peer.fitMs));
        const mine = value[name][0] as Fit;
        const isSame = mine.n === peer.n && mine.rank === peer.rank;
        if (!isSame || Math.abs(mine.deviance / peer.deviance - 1) > sameDeviance)
          throw new Error(`${name} is not R's: ${JSON.stringify({ mine, peer })}`);
      }
      say(
        `round ${round + 1}: ${names.map((name) => `${name} ${rounded(median(value[name].map(({ fitMs }) => fitMs)))} ms, R ${r === null ? '–' : rounded(median(theirs[name].at(-1)?.fitMs ?? []))}`).join('; ')}; loop ${rounded(blockedMs)} ms, idle ${rounded(idle.at(-1) as number)}`,
      );
    }
    const hasR = ratios.vignette.length > 0;
    if (!hasR) say('Rscript is not there: nothing to compare with');
    const perModel = names.flatMap((name) => {
      const of = (value: (fit: Fit) => number): number => rounded(median(ours[name].map(value)));
      return [
        [`${name}_basis_ms`, of(({ basisMs }) => basisMs)],
        [`${name}_fit_ms`, of(({ fitMs }) => fitMs)],
        [`${name}_tell_ms`, of(({ tellMs }) => tellMs)],
        ...(hasR
          ? [
              [`${name}_r_basis_ms`, rounded(median(theirs[name].map(({ basisMs }) => basisMs)))],
              [`${name}_r_fit_ms`, rounded(median(theirs[name].flatMap(({ fitMs }) => fitMs)))],
              [`${name}_r_ratio`, rounded(median(ratios[name]), 2)],
            ]
          : []),
      ] as [string, number][];
    });
    return {
      ...(hasR ? { r_ratio: rounded(Math.max(median(ratios.vignette), median(ratios.lags)), 2) } : {}),
      loop_blocked_ms: rounded(median(blocked)),
      loop_blocked_worst_ms: rounded(Math.max(...blocked)),
      loop_blocked_first_ms: rounded(first.blockedMs),
      loop_idle_ms: rounded(median(idle)),
      loop_idle_worst_ms: rounded(Math.max(...idle)),
      ...Object.fromEntries(perModel),
    };
  } finally {
    await runs.close();
    await rm(folder, { recursive: true, force: true });
  }
};
