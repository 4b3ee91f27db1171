import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { correlateDaily } from '../../domain/correlating/correlate-daily.ts';
import { isProblem } from '../../domain/problem.ts';
import { associationOf } from '../../domain/report/association.ts';
import type { ModelRequest } from '../../domain/report/request.ts';
import { studyOf } from '../../domain/study/run-study.ts';
import { factor, model, ns, numeric } from '../../testing/models.ts';
import { madeUp, makePlan, pm } from '../../testing/studies.ts';
import { makeRows, makeUpload, tomorrow } from '../../testing/uploads.ts';
import { series } from '../../testing/vectors.ts';
import { readSent } from '../read-sent.ts';
import type { CorrelationToRun, Question } from './protocol.ts';
import { openRuns, type RunSettings, type Runs } from './runs.ts';

const daily = { start: '2015-01-01', columns: series() };
const asked = (df: number): Question => {
  const terms = [numeric('pm', { per: 10, isExposure: true }), ns('time', df), factor('dow')];
  return { request: { kind: 'model', ...model('deaths', terms) } satisfies ModelRequest, daily };
};
const quick = asked(4);
/** Seconds, if nobody ends it. */
const slow = asked(600);

let runs: Runs;
const open = (settings?: RunSettings): Runs => {
  runs = openRuns(settings);
  return runs;
};
afterEach(() => runs.close());

describe('runs of associations', () => {
  it('find in a thread what is found without one, and tell how far they are', async () => {
    const stages: string[] = [];
    const { report, stagesMs, tellMs } = await open().run(quick, { onStage: (stage) => stages.push(stage) });
    expect(report).toEqual(associationOf(quick.request, daily));
    expect(stages).toEqual(['made', 'found']);
    for (const ms of [stagesMs.made, stagesMs.found, tellMs]) expect(ms).toBeGreaterThan(0);
  });

  it('hand problems on', async () => {
    const { report } = await open().run({ ...quick, daily: { ...daily, columns: {} } });
    expect(isProblem(report) && report.code).toBe('UNKNOWN_COLUMN');
  });

  it('leave the event loop alone', async () => {
    let isDone = false;
    const done = open()
      .run(asked(80))
      .finally(() => {
        isDone = true;
      });
    let turns = 0;
    while (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      turns += 1;
    }
    await done;
    expect(turns).toBeGreaterThan(10);
  });

  it('end where nobody wants them any more, in the middle of a fit, and make room for the next', async () => {
    open();
    const controller = new AbortController();
    const running = runs.run(slow, {
      signal: controller.signal,
      onStage: () => controller.abort(new Error('enough')),
    });
    const waiting = runs.run(quick);
    await expect(running).rejects.toThrow('enough');
    expect((await waiting).report.kind).toBe('model');
  });

  it('never begin where they are ended while they wait, or were before', async () => {
    open();
    const controller = new AbortController();
    const first = runs.run(quick);
    const second = runs.run(slow, { signal: controller.signal });
    controller.abort(new Error('never mind'));
    await expect(second).rejects.toThrow('never mind');
    await expect(runs.run(slow, { signal: controller.signal })).rejects.toThrow('never mind');
    expect((await first).report.kind).toBe('model');
  });

  it('wait for a thread, and are refused where too many wait', async () => {
    open({ threads: 1, mostWaiting: 1 });
    const taken = [runs.run(quick), runs.run(quick)];
    await expect(runs.run(quick)).rejects.toMatchObject({ code: 'OVERLOADED' });
    for (const { report } of await Promise.all(taken)) expect(report.kind).toBe('model');
  });

  it('survive a thread that fails', async () => {
    open();
    const broken = { request: null, daily } as unknown as Question;
    await expect(runs.run(broken)).rejects.toThrow(TypeError);
    expect((await runs.run(quick)).report.kind).toBe('model');
  });

  it('end with a problem where a thread comes to the end of its memory', async () => {
    open({ heapMb: 40 });
    const refusal = { kind: 'problem', code: 'TOO_MANY', next: expect.stringContaining('Ask for a part') };
    // of every day a word of its own, a thousand times over
    const words = Array.from({ length: 1_461_000 }, (_, i) => `word ${i}`);
    const wordy = { ...daily, columns: { ...daily.columns, words } };
    expect((await runs.run({ ...quick, daily: wordy })).report).toMatchObject(refusal);
    expect(await runs.study({ plan: makePlan(), daily: wordy })).toMatchObject(refusal);
    expect((await runs.run(quick)).report.kind).toBe('model');
  });

  it('let a thread go that has had nothing to do for a while, and have another when there is something', async () => {
    const hired: Worker[] = [];
    const onWorker = (worker: Worker) => hired.push(worker);
    process.on('worker', onWorker);
    open({ idleMs: 1 });
    for (const many of [1, 2]) {
      expect((await runs.run(quick)).report.kind).toBe('model');
      expect(hired).toHaveLength(many);
      await once(hired.at(-1) as Worker, 'exit');
    }
    process.off('worker', onWorker);
  });

  it('end with the room', async () => {
    open();
    const [running, waiting] = [runs.run(slow), runs.run(quick)];
    const ended = Promise.allSettled([running, waiting]);
    await runs.close();
    for (const one of await ended)
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'SHUTTING_DOWN' } });
    await expect(runs.run(quick)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });
});

describe('runs of studies', () => {
  const study = { plan: makePlan(), daily: madeUp };
  const total = study.plan.models.length;

  it('find in a thread what is found without one, and tell how many models are done', async () => {
    const done: number[] = [];
    const found = await open().study(study, { onProgress: (one) => done.push(one) });
    expect(found).toEqual(studyOf(study.plan, madeUp));
    expect(done).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  });

  it('hand problems on', async () => {
    const daily = { ...madeUp, columns: { ...madeUp.columns, pm: new Float64Array(1461).fill(Number.NaN) } };
    expect(await open().study({ ...study, daily })).toMatchObject({
      kind: 'problem',
      code: 'GROUP_TOO_SMALL',
    });
  });

  it('end where nobody wants them any more, and make room for the next of either kind', async () => {
    open();
    const controller = new AbortController();
    const done: number[] = [];
    const running = runs.study(study, {
      signal: controller.signal,
      onProgress: (one) => {
        done.push(one);
        controller.abort(new Error('enough'));
      },
    });
    const waiting = runs.run(quick);
    await expect(running).rejects.toThrow('enough');
    expect((await waiting).report.kind).toBe('model');
    expect(done.length).toBeLessThan(total);
  });

  it('end with the room', async () => {
    const running = open().study(study);
    const ended = Promise.allSettled([running]);
    await runs.close();
    expect((await ended)[0]).toMatchObject({ status: 'rejected', reason: { code: 'SHUTTING_DOWN' } });
    await expect(runs.study(study)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });
});

describe('uploads', () => {
  it('are read in a thread as they are without one, also those that are at fault', async () => {
    open();
    const body = JSON.stringify(makeUpload({ rows: makeRows() }));
    const sent = [makeUpload(), { body }, makeUpload({ name: '' }), { body: '{"name": 1}' }, { body: '{' }];
    for (const one of sent) expect(await runs.read(one, tomorrow)).toEqual(readSent(one, tomorrow));
    expect(await runs.read({ body }, tomorrow)).toMatchObject({ kind: 'read', upload: { days: 1_095 } });
  });

  it('end with the room', async () => {
    const ended = Promise.allSettled([open().read(makeUpload(), tomorrow)]);
    await runs.close();
    expect((await ended)[0]).toMatchObject({ reason: { code: 'SHUTTING_DOWN' } });
  });
});

describe('runs of correlations', () => {
  const correlation: CorrelationToRun = {
    daily: madeUp,
    question: {
      ...{
        outcome: { column: 'deaths', label: 'Deaths' },
        exposure: pm,
        confounders: { TEMPERATURE: 'temp' },
      },
      ...{ method: 'SPEARMAN', lags: 3, months: null, askedBefore: 0 },
    },
  };

  it('find in a thread what is found without one, beside studies that wait for theirs', async () => {
    open();
    const [found, studied] = await Promise.all([
      runs.correlate(correlation),
      runs.study({ plan: makePlan(), daily: madeUp }),
    ]);
    expect(found).toEqual(correlateDaily(correlation.question, madeUp));
    expect(isProblem(studied)).toBe(false);
  });

  it('hand problems on', async () => {
    const question = { ...correlation.question, lags: 31 };
    expect(await open().correlate({ ...correlation, question })).toMatchObject({ field: 'lags' });
  });

  it('end where nobody wants them any more, and with the room', async () => {
    open();
    const leaving = new AbortController();
    const running = runs.correlate(correlation, { signal: leaving.signal });
    leaving.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    const ended = Promise.allSettled([runs.correlate(correlation)]);
    await runs.close();
    expect((await ended)[0]).toMatchObject({ reason: { code: 'SHUTTING_DOWN' } });
  });
});
