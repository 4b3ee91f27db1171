import { readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeInput, origin } from './testing/inputs.ts';
import { makeFolder, open, writeModel, writeRegistry } from './testing/model-folder.ts';
import type { Models, Served } from './types.ts';

const name = 'pm25-pm-only@2022-12-31';
const newer = { version: '2023-12-31' };
const newerName = 'pm25-pm-only@2023-12-31';
const production = (...models: readonly string[]) => ({ PM25: { production: models } });

const ask = async (models: Models, count = 1): Promise<readonly Served[]> => {
  const inputs = Array.from({ length: count }, (_, n) => makeInput(() => 12, { sensorId: `sensor-${n}` }));
  const answers = await models.forecast({ quantity: 'PM25', origin, stage: 'production', inputs });
  return answers.map((answer) => {
    if (answer.kind === null) throw new Error('refused');
    return answer;
  });
};
const askOne = async (models: Models): Promise<Served> => (await ask(models))[0] as Served;
const median = ({ heads }: Served) => heads.PT4H.quantiles[3];

const edit = async (file: string, change: (text: string) => string): Promise<void> =>
  writeFile(file, change(await readFile(file, 'utf8')));

describe('models on disk', () => {
  it('are listed with what they say of themselves', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, { PM25: { production: [name], shadow: [name] } });
    const { models, errors } = await open(folder);
    const listed = { id: 'pm25-pm-only', version: '2022-12-31', quantity: 'PM25', problem: null };
    expect(models.list()).toMatchObject([
      { ...listed, stage: 'production', manifest: { kind: 'PM_ONLY', trainedTo: '2022-12-31T23:59:59Z' } },
      { ...listed, stage: 'shadow' },
    ]);
    expect(errors).toEqual([]);
    expect(await askOne(models)).toMatchObject({ kind: 'PM_ONLY', model: { version: '2022-12-31' } });
  });

  it('say which series they read, where they may serve', async () => {
    const folder = await makeFolder();
    await writeModel(folder, {
      id: 'pm25-full',
      kind: 'FULL',
      needs: { target: 12, TEMPERATURE: 12, neighbours: 6 },
      area: { latitude: 39.9, longitude: 116.4, radiusKm: 300 },
    });
    await writeRegistry(folder, production('pm25-full@2022-12-31'));
    const { models } = await open(folder);
    const beijing = { latitude: 40, longitude: 116 };
    expect(models.series('PM25', 'production', beijing)).toEqual(['TEMPERATURE', 'neighbours']);
    expect(models.series('PM25', 'replay', beijing)).toEqual([]);
    expect(models.series('PM25', 'production', { latitude: 0.3, longitude: 32.6 })).toEqual([]);
    expect(models.series('PM25', 'production', null)).toEqual([]);
  });

  it.each([
    ['the folder is missing', 'MODEL_MISSING', (model: string) => rm(model, { recursive: true })],
    ['the manifest is missing', 'MODEL_MISSING', (model: string) => rm(join(model, 'manifest.json'))],
    ['a head is missing', 'MODEL_MISSING', (model: string) => rm(join(model, 'D3.onnx'))],
    ['a head is truncated', 'MODEL_CORRUPT', (model: string) => truncate(join(model, 'PT72H.onnx'), 700)],
    ['a head is empty', 'MODEL_CORRUPT', (model: string) => truncate(join(model, 'PT4H.onnx'), 0)],
    [
      'a head has another hash',
      'MODEL_CORRUPT',
      async (model: string) => {
        const bytes = await readFile(join(model, 'D1.onnx'));
        bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
        await writeFile(join(model, 'D1.onnx'), bytes);
      },
    ],
    [
      'the manifest is no JSON',
      'MODEL_CORRUPT',
      (model: string) => truncate(join(model, 'manifest.json'), 300),
    ],
    [
      'the manifest lacks a head',
      'MODEL_CORRUPT',
      (model: string) => edit(join(model, 'manifest.json'), (text) => text.replace('"D2"', '"D9"')),
    ],
    [
      'the manifest is of another version',
      'MODEL_CORRUPT',
      (model: string) =>
        edit(join(model, 'manifest.json'), (text) => text.replace('2022-12-31', '2021-12-31')),
    ],
    [
      'it was trained with other features',
      'MODEL_CORRUPT',
      (model: string) =>
        edit(join(model, 'manifest.json'), (text) =>
          text.replace(/"version":1,"sha256":"[0-9a-f]{64}"/, `"version":1,"sha256":"${'0'.repeat(64)}"`),
        ),
    ],
    [
      'it names a feature that nobody knows',
      'MODEL_CORRUPT',
      (model: string) => edit(join(model, 'manifest.json'), (text) => text.replace('"mean24"', '"mean25"')),
    ],
    [
      'it reaches out of its folder',
      'MODEL_CORRUPT',
      (model: string) =>
        edit(join(model, 'manifest.json'), (text) => text.replace('"D1.onnx"', '"../D1.onnx"')),
    ],
  ])('are fallen back from where %s', async (_, reason, damage) => {
    const folder = await makeFolder();
    await damage(await writeModel(folder));
    await writeRegistry(folder, production(name));
    const { models, errors } = await open(folder);
    expect(models.list()).toMatchObject([{ id: 'pm25-pm-only', problem: { reason } }]);
    expect(errors).toEqual(['model cannot be served']);
    const answer = await askOne(models);
    expect(answer.kind).toBe('CLIMATOLOGY');
    expect(answer.fallbacks.at(-1)).toEqual({
      kind: 'PM_ONLY',
      model: { id: 'pm25-pm-only', version: '2022-12-31' },
      reason,
    });
  });

  it('are fallen back from where they make something else than forecasts', async () => {
    const folder = await makeFolder();
    await writeModel(folder, {}, 'four-outputs');
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    expect(models.list()[0]?.problem).toMatchObject({ reason: 'MODEL_CORRUPT' });
    expect(await askOne(models)).toMatchObject({ kind: 'CLIMATOLOGY' });
  });

  it('are not served for another quantity than their own', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, { ...production(name), O3: { production: [name] } });
    const { models } = await open(folder);
    expect(models.list().map(({ quantity, problem }) => [quantity, problem?.reason])).toEqual([
      ['PM25', undefined],
      ['O3', 'MODEL_CORRUPT'],
    ]);
  });

  it('of an older version serve where the newer one is broken', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await rm(join(await writeModel(folder, newer), 'D1.onnx'));
    await writeRegistry(folder, production(newerName, name));
    const answer = await askOne((await open(folder)).models);
    expect(answer).toMatchObject({ kind: 'PM_ONLY', model: { version: '2022-12-31' } });
    expect(answer.fallbacks.at(-1)).toMatchObject({ model: newer, reason: 'MODEL_MISSING' });
  });

  it.each([
    ['missing', 'MODEL_MISSING', (file: string) => rm(file, { force: true })],
    ['broken', 'MODEL_CORRUPT', (file: string) => writeFile(file, '{"version":1,"models":{"PM25":')],
    [
      'of models that lie elsewhere',
      'MODEL_CORRUPT',
      (file: string) =>
        writeFile(file, JSON.stringify({ version: 1, models: { PM25: { production: ['../../x@1'] } } })),
    ],
  ])('are none where the registry is %s', async (_, reason, damage) => {
    const folder = await makeFolder();
    await writeModel(folder);
    await damage(join(folder, 'registry.json'));
    const { models, errors } = await open(folder);
    expect(models.list()).toEqual([]);
    expect(errors[0]).toBe('registry of models cannot be read');
    expect((await askOne(models)).fallbacks.map((fallback) => fallback.reason)).toEqual([reason, reason]);
  });

  it('serve though the bands of the baselines are broken', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, production(name));
    await writeFile(join(folder, 'baselines.json'), '{}');
    const { models, errors } = await open(folder);
    expect(errors).toEqual([]);
    expect(await askOne(models)).toMatchObject({ kind: 'PM_ONLY' });
  });
});

describe('models that are exchanged', () => {
  it('serve as soon as they are loaded', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    expect(median(await askOne(models))).toBe(10);
    await writeModel(folder, newer, 'higher-steps');
    await writeRegistry(folder, production(newerName));
    expect(median(await askOne(models))).toBe(10);
    await models.reload();
    expect(median(await askOne(models))).toBe(110);
  });

  it('leave no moment without a model, nor mix in one forecast', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeModel(folder, newer, 'higher-steps');
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    const seen = new Set<number | undefined>();
    let done = false;
    const forecasting = Array.from({ length: 4 }, async () => {
      while (!done) {
        const answers = await ask(models, 300);
        expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['PM_ONLY']));
        const medians = new Set(answers.map(median));
        expect(medians.size).toBe(1);
        for (const one of medians) seen.add(one);
      }
    });
    for (let n = 0; n < 10; n += 1) {
      await writeRegistry(folder, production(n % 2 === 0 ? newerName : name));
      await models.reload();
      await ask(models);
    }
    done = true;
    await Promise.all(forecasting);
    expect([...seen].toSorted()).toEqual([10, 110]);
  });

  it('are taken over as they are where their files did not change', async () => {
    const folder = await makeFolder();
    const file = join(await writeModel(folder), 'PT4H.onnx');
    await writeRegistry(folder, production(name));
    const { size } = await stat(file);
    const long = new Date('2023-01-01T00:00:00Z');
    await utimes(file, long, long);
    const { models } = await open(folder);
    await writeFile(file, new Uint8Array(size));
    await utimes(file, long, long);
    await models.reload();
    expect(median(await askOne(models))).toBe(10);
  });

  it('are seen to be broken, or whole again', async () => {
    const folder = await makeFolder();
    const file = join(await writeModel(folder), 'PT4H.onnx');
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    await truncate(file, 100);
    await models.reload();
    expect(await askOne(models)).toMatchObject({ kind: 'CLIMATOLOGY' });
    await writeModel(folder);
    await models.reload();
    expect(await askOne(models)).toMatchObject({ kind: 'PM_ONLY' });
  });

  it('stay where the registry cannot be read', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, production(name));
    const { models, errors } = await open(folder);
    await truncate(join(folder, 'registry.json'), 20);
    await models.reload();
    expect(errors).toEqual(['registry of models cannot be read, so the models stay']);
    expect(models.list()).toHaveLength(1);
    expect(await askOne(models)).toMatchObject({ kind: 'PM_ONLY' });
  });

  it('are exchanged one after the other, however often it is asked for', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    await Promise.all([models.reload(), models.reload(), models.reload()]);
    expect(await askOne(models)).toMatchObject({ kind: 'PM_ONLY' });
  });

  it('end the forecasts that run before they are closed', async () => {
    const folder = await makeFolder();
    await writeModel(folder);
    await writeRegistry(folder, production(name));
    const { models } = await open(folder);
    const running = ask(models, 500);
    await models.close();
    expect(await running).toHaveLength(500);
    await expect(ask(models)).rejects.toThrow('closed');
  });
});
