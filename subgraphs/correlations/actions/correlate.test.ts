import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { correlateDaily } from '../domain/correlating/correlate-daily.ts';
import { areProblems } from '../domain/problem.ts';
import { openAir } from '../testing/open-air.ts';
import { makeCaller, openGround, type TestGround } from '../testing/open-health.ts';
import { openPreparation } from '../testing/open-preparation.ts';
import { type CorrelationAsked, createCorrelate } from './correlate.ts';
import type { Prepare } from './prepare.ts';
import type { QuestionToll } from './question-toll.ts';
import type { CorrelationToRun } from './runs/protocol.ts';

let ground: TestGround;
let air: Awaited<ReturnType<typeof openAir>>;
let healthSeriesId: string;
let prepare: Prepare;
let toll: QuestionToll;
beforeAll(async () => {
  ground = await openGround();
  air = await openAir(ground);
});
afterAll(() => air.close());
beforeEach(async () => {
  await ground.empty();
  ({ healthSeriesId, prepare, toll } = await openPreparation(ground, air));
});

/** What was counted of other questions, and what came to a thread: here it is this one. */
const openCorrelate = (others = 0) => {
  const tasks: CorrelationToRun[] = [];
  const counted: unknown[] = [];
  const correlate = createCorrelate({
    prepare,
    toll,
    runs: {
      async othersAbout(...of) {
        counted.push(of);
        return others;
      },
    },
    threads: {
      async correlate(task, { signal } = {}) {
        signal?.throwIfAborted();
        tasks.push(task);
        return correlateDaily(task.question, task.daily);
      },
    },
  });
  const ask = (question: Partial<CorrelationAsked> = {}, signal = new AbortController().signal) =>
    correlate({ healthSeriesId, exposure: { column: 'pm' }, ...question }, { caller: makeCaller() }, signal);
  const faults = async (question: Partial<CorrelationAsked>): Promise<string[]> => {
    const found = await ask(question);
    return areProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : [];
  };
  return { ask, faults, tasks, counted };
};

describe('a question about a correlation', () => {
  it('is of values, of the same day and all months, unless it says otherwise', async () => {
    const { ask, tasks } = openCorrelate();
    expect(await ask()).toMatchObject({
      ...{ method: 'PEARSON', outcome: 'Deaths', exposure: { label: 'PM10' } },
      lags: [{ lag: 0 }],
    });
    await ask({ method: 'SPEARMAN', lags: 2, months: [5, 4, 3, 2, 1] });
    expect(tasks.map(({ question }) => question)).toMatchObject([
      { method: 'PEARSON', lags: 0, months: null, confounders: { TEMPERATURE: 'temp' } },
      { method: 'SPEARMAN', lags: 2, months: [1, 2, 3, 4, 5] },
    ]);
  });

  it('counts all that was answered about the outcome', async () => {
    const { ask, tasks, counted } = openCorrelate(3);
    expect(await ask()).toMatchObject({
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'ASKED_BEFORE' })]),
    });
    expect(tasks[0]?.question.askedBefore).toBe(3);
    const about = { organisationId: 'makerere', outcomeHash: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(counted).toEqual([[about]]);
  });

  it('is refused by the paths of its own input, and comes to no thread then', async () => {
    const { faults, tasks } = openCorrelate();
    expect(await faults({ exposure: {} })).toEqual(['exposure.quantity WRONG_SETTING']);
    expect(await faults({ exposure: { quantity: 'PM25', sensorIds: ['none'] } })).toEqual([
      'exposure.sensorIds.0 NOT_FOUND',
    ]);
    expect(await faults({ outcome: 'none', from: 'now' })).toEqual([
      'outcome UNKNOWN_COLUMN',
      'from NOT_A_DATE',
    ]);
    expect(tasks).toEqual([]);
    expect(await faults({ lags: -1 })).toEqual(['lags WRONG_SETTING']);
  });

  it('ends when nobody listens', async () => {
    const leaving = AbortSignal.abort(new Error('enough'));
    await expect(openCorrelate().ask({}, leaving)).rejects.toThrow('enough');
  });
});
