import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursOf, makeInput, origin } from './testing/inputs.ts';
import { makeFolder, makeManifest, open, writeModel, writeRegistry } from './testing/model-folder.ts';
import { type HourlyInput, heads, type Models, type Refused, type Served } from './types.ts';

const pmOnly = { id: 'pm25-pm-only', version: '2022-12-31' };
const full = { id: 'pm25-full', version: '2016-02-29' };
const nearKampala = { latitude: 0.3, longitude: 32.6, radiusKm: 50 };

/** FULL near Kampala, where weather is known, says 110 or 140; PM_ONLY 10 or 40. */
const openBoth = async (): Promise<Models> => {
  const folder = await makeFolder();
  const needs = { target: 12, TEMPERATURE: 12 };
  await writeModel(folder, pmOnly);
  await writeModel(folder, { ...full, kind: 'FULL', needs, area: nearKampala }, 'higher-steps');
  const production = ['pm25-full@2016-02-29', 'pm25-pm-only@2022-12-31'];
  await writeRegistry(folder, { PM25: { production, replay: ['pm25-pm-only@2022-12-31'] } });
  return (await open(folder)).models;
};
const ask = (
  models: Models,
  inputs: readonly HourlyInput[],
  stage: 'production' | 'replay' | 'shadow' = 'production',
) => models.forecast({ quantity: 'PM25', origin, stage, inputs });
const askOne = async (models: Models, input: HourlyInput, ...stage: ['replay' | 'shadow'] | []) =>
  (await ask(models, [input], ...stage))[0] as Served | Refused;

const weather = { TEMPERATURE: hoursOf(() => 25) };
const reasons = ({ fallbacks }: Served | Refused) => fallbacks.map(({ kind, reason }) => [kind, reason]);
const median = (answer: Served | Refused) =>
  answer.kind === null ? null : heads.map((head) => answer.heads[head].quantiles[3]);
const six = (value: number) => Array.from({ length: 6 }, () => value);

describe('the ladder', () => {
  it('begins with the full model, where it has all that it needs', async () => {
    const answer = await askOne(
      await openBoth(),
      makeInput(() => 12, { series: weather }),
    );
    expect(answer).toMatchObject({ kind: 'FULL', model: full, fallbacks: [] });
    expect(median(answer)).toEqual(six(110));
  });

  it('goes on with what the quantity itself tells', async () => {
    const answer = await askOne(
      await openBoth(),
      makeInput(() => 30),
    );
    expect(answer).toMatchObject({ kind: 'PM_ONLY', model: pmOnly });
    expect(answer.fallbacks).toEqual([{ kind: 'FULL', model: full, reason: 'INPUTS_MISSING' }]);
    expect(median(answer)).toEqual(six(40));
  });

  it.each([
    ['far away', { latitude: 5.6, longitude: -0.2 }],
    ['where nobody knows', { latitude: null, longitude: null }],
    ['at no place at all', { latitude: Number.NaN, longitude: Number.NaN }],
  ])('does not serve the full model %s', async (_, place) => {
    const answer = await askOne(
      await openBoth(),
      makeInput(() => 30, { ...place, series: weather }),
    );
    expect(reasons(answer)).toEqual([['FULL', 'OUTSIDE_AREA']]);
  });

  it('gives a sensor of three days climatology, and one of two days persistence', async () => {
    const models = await openBoth();
    const first = (hours: number) => makeInput((age) => (age < hours ? 20 : Number.NaN), { series: weather });
    const needy = [['PM_ONLY', 'TOO_LITTLE_HISTORY']];
    const answers = await ask(
      models,
      [72, 71, 50].map((hours) => ({ ...first(hours), latitude: 5.6 })),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(['PM_ONLY', 'CLIMATOLOGY', 'PERSISTENCE']);
    expect(answers.map((answer) => reasons(answer).slice(1))).toEqual([
      [],
      needy,
      [...needy, ['CLIMATOLOGY', 'TOO_LITTLE_HISTORY']],
    ]);
  });

  it('gives a sensor of one hour persistence', async () => {
    const answer = await askOne(
      await openBoth(),
      makeInput((age) => (age === 0 ? 17.3 : Number.NaN)),
    );
    expect(answer).toMatchObject({ kind: 'PERSISTENCE', model: null });
    expect(reasons(answer)).toEqual([
      ['FULL', 'TOO_LITTLE_HISTORY'],
      ['PM_ONLY', 'TOO_LITTLE_HISTORY'],
      ['CLIMATOLOGY', 'TOO_LITTLE_HISTORY'],
    ]);
    expect(median(answer)).toEqual(six(17.3));
  });

  it('says up to when the air goes that it was learnt from', async () => {
    const models = await openBoth();
    const served = await askOne(
      models,
      makeInput(() => 12),
    );
    expect(served).toMatchObject({ trainedTo: Date.UTC(2022, 11, 31, 23, 59, 59) });
  });

  it('refuses a sensor that tells nothing', async () => {
    const answer = await askOne(
      await openBoth(),
      makeInput(() => Number.NaN),
    );
    expect(answer).toEqual({
      sensorId: 'a-sensor',
      kind: null,
      fallbacks: [
        { kind: 'FULL', model: full, reason: 'NO_RECENT_DATA' },
        { kind: 'PM_ONLY', model: pmOnly, reason: 'NO_RECENT_DATA' },
        { kind: 'CLIMATOLOGY', model: null, reason: 'NO_RECENT_DATA' },
        { kind: 'PERSISTENCE', model: null, reason: 'NO_RECENT_DATA' },
      ],
    });
  });

  it('says that a stage has no model of a kind', async () => {
    const models = await openBoth();
    const replay = await askOne(
      models,
      makeInput(() => 30),
      'replay',
    );
    expect(replay).toMatchObject({ kind: 'PM_ONLY' });
    expect(replay.fallbacks).toEqual([{ kind: 'FULL', model: null, reason: 'NO_MODEL_FOR_QUANTITY' }]);
    expect(
      await askOne(
        models,
        makeInput(() => 30),
        'shadow',
      ),
    ).toMatchObject({ kind: 'CLIMATOLOGY' });
  });

  it('has baselines alone for a quantity without models, and nothing for one without bands', async () => {
    const models = await openBoth();
    const inputs = [makeInput(() => 30)];
    const request = { origin, stage: 'production', inputs } as const;
    expect(await models.forecast({ ...request, quantity: 'O3' })).toMatchObject([{ kind: 'CLIMATOLOGY' }]);
    const [none] = await models.forecast({ ...request, quantity: 'TEMPERATURE' });
    expect(none?.fallbacks.map(({ reason }) => reason)).toEqual([
      'NO_MODEL_FOR_QUANTITY',
      'NO_MODEL_FOR_QUANTITY',
      'NO_MODEL_FOR_QUANTITY',
      'NO_MODEL_FOR_QUANTITY',
    ]);
  });

  it('takes each sensor of a batch down for itself, and answers in the order asked', async () => {
    const kinds = [
      ['full', makeInput(() => 12, { sensorId: 'full', series: weather }), 'FULL'],
      ['silent', makeInput(() => Number.NaN, { sensorId: 'silent' }), null],
      ['plain', makeInput(() => 12, { sensorId: 'plain' }), 'PM_ONLY'],
    ] as const;
    const many = Array.from({ length: 100 }, () => kinds).flat();
    const answers = await ask(
      await openBoth(),
      many.map(([, input]) => input),
    );
    expect(answers.map(({ sensorId, kind }) => [sensorId, kind])).toEqual(
      many.map(([name, , kind]) => [name, kind]),
    );
  });

  it('falls where what a model multiplies its outputs by is missing', async () => {
    const folder = await makeFolder();
    const { heads: made } = makeManifest();
    const times = Object.fromEntries(
      heads.map((head) => [head, { ...made[head], output: { times: 'lag0', plus: 5 } }]),
    ) as typeof made;
    await writeModel(folder, { heads: times });
    await writeRegistry(folder, { PM25: { production: ['pm25-pm-only@2022-12-31'] } });
    const { models } = await open(folder);
    expect(
      median(
        await askOne(
          models,
          makeInput(() => 15),
        ),
      ),
    ).toEqual(six(200));
    const gap = await askOne(
      models,
      makeInput((age) => (age === 0 ? Number.NaN : 15)),
    );
    expect(gap).toMatchObject({ kind: 'CLIMATOLOGY' });
    expect(gap.fallbacks.at(-1)).toMatchObject({ kind: 'PM_ONLY', reason: 'INPUTS_MISSING' });
  });
});

describe('a forecast of wild inputs', () => {
  it.each([
    ['a constant series', makeInput(() => 985), 'PM_ONLY'],
    ['zeros', makeInput(() => 0), 'PM_ONLY'],
    ['one hour in ten', makeInput((age) => (age % 10 === 0 ? 20 : Number.NaN)), 'PERSISTENCE'],
    ['infinities among values', makeInput((age) => (age % 2 === 0 ? Infinity : 20)), 'PM_ONLY'],
    ['infinities alone', makeInput(() => -Infinity), null],
    ['an empty series', makeInput(() => 0, { series: { target: new Float64Array() } }), null],
    ['no series', { ...makeInput(() => 0), series: {} }, null],
    ['a time zone that does not exist', makeInput(() => 20, { timeZone: 'Mars/Base' }), 'PM_ONLY'],
  ])('is served or refused cleanly: %s', async (_, input, kind) => {
    expect(await askOne(await openBoth(), input)).toMatchObject({ kind });
  });

  it('has no NaN and no quantiles that cross, whatever comes in', async () => {
    const models = await openBoth();
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.constant(Number.NaN) },
      { weight: 5, arbitrary: fc.double({ min: -5, max: 985, noNaN: true }) },
      { weight: 1, arbitrary: fc.double() },
    );
    const series = fc
      .array(value, { minLength: 1, maxLength: 40 })
      .chain((some) => fc.integer({ min: 0, max: 700 }).map((length) => hoursFrom(some, length)));
    const input = fc.record({
      timeZone: fc.constantFrom('Africa/Kampala', 'Asia/Kathmandu', 'nowhere'),
      latitude: fc.option(fc.double()),
      longitude: fc.option(fc.double()),
      series: fc.record({ target: series, TEMPERATURE: series }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(input, { maxLength: 6 }), async (all) => {
        const inputs = all.map((one, n) => ({ ...one, sensorId: `sensor-${n}` }));
        const answers = await ask(models, inputs);
        expect(answers.map(({ sensorId }) => sensorId)).toEqual(inputs.map(({ sensorId }) => sensorId));
        for (const answer of answers) {
          if (answer.kind === null) continue;
          for (const head of heads) {
            const { quantiles, mean } = answer.heads[head];
            expect(quantiles).toHaveLength(7);
            expect([...quantiles, mean].every((one) => Number.isFinite(one) && one >= 0)).toBe(true);
            expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The values over and over again. */
const hoursFrom = (values: readonly number[], length: number): Float64Array =>
  Float64Array.from({ length }, (_, age) => values[age % values.length] as number);
