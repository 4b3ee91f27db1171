import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monday } from '../testing/builders.ts';
import { makeInfo, openFakeModels } from '../testing/fake-models.ts';
import { silent, until } from '../testing/open-room.ts';
import { createShelf, type Shelf } from './shelf.ts';

describe('the shelf of models', () => {
  let folder: string;
  let shelf: Shelf | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-'));
    await writeFile(join(folder, 'registry.json'), '{}');
  });
  afterAll(async () => {
    await shelf?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('looks at the registry and takes up what it names then, without a restart', async () => {
    const fake = openFakeModels([makeInfo()]);
    shelf = createShelf({ folder, open: async () => fake.models, log: silent, lookEveryMs: 20 });
    shelf.start();
    await shelf.models();
    expect(fake.reloads()).toBe(0);
    await writeFile(join(folder, 'registry.next'), '{ "version": 1 }');
    await rename(join(folder, 'registry.next'), join(folder, 'registry.json'));
    await until(async () => fake.reloads() > 0);
  });

  it('forecasts PM2.5 always, and what a whole model knows', async () => {
    const fake = openFakeModels([
      makeInfo({ quantity: 'O3' }),
      makeInfo({ quantity: 'NO2', problem: { reason: 'MODEL_MISSING', detail: 'gone' } }),
      makeInfo({ quantity: 'CO', stage: 'shadow' }),
    ]);
    const other = createShelf({ folder, open: async () => fake.models, log: silent });
    expect(other.isForecast('PM25')).toBe(true);
    other.start();
    await other.models();
    expect((['PM25', 'O3', 'NO2', 'CO'] as const).filter(other.isForecast)).toEqual(['PM25', 'O3']);
    await other.stop();
  });

  it('tries again where models cannot be opened, and lets go who waits when they stop', async () => {
    const fake = openFakeModels([makeInfo()]);
    let tries = 0;
    const open = async () => {
      tries += 1;
      if (tries < 3) throw new Error('no such engine');
      return fake.models;
    };
    const other = createShelf({ folder, open, log: silent, lookEveryMs: 10 });
    const leaving = new AbortController();
    const waiting = other.models(leaving.signal);
    leaving.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    other.start();
    expect(await other.models()).toBe(fake.models);
    await other.stop();
  });
});

describe('the shelf with the models that come with the code', () => {
  const models = fileURLToPath(new URL('../../../ml/models/', import.meta.url));
  let folder: string;
  let shelf: Shelf;
  beforeAll(async () => {
    const copy = await mkdtemp(join(tmpdir(), 'models-'));
    folder = join(copy, 'models');
    await cp(models, folder, { recursive: true });
    shelf = createShelf({ folder, log: silent, lookEveryMs: 20 });
    shelf.start();
    await shelf.models();
  });
  afterAll(async () => {
    await shelf?.stop();
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  const productionOf = (): string[] =>
    shelf
      .list()
      .filter(({ quantity, stage, problem }) => quantity === 'PM25' && stage === 'production' && !problem)
      .map(({ id, version }) => `${id}@${version}`);
  const promote = async (names: readonly string[]): Promise<void> => {
    const file = join(folder, 'registry.json');
    const registry = JSON.parse(await readFile(file, 'utf8'));
    registry.models.PM25.production = names;
    await writeFile(`${file}.next`, JSON.stringify(registry));
    await rename(`${file}.next`, file);
  };
  const forecast = async () => {
    const target = Float64Array.from({ length: 672 }, (_, age) => 20 + (age % 24));
    const input = { sensorId: 's1', timeZone: 'Africa/Accra', latitude: null, longitude: null };
    const inputs = [{ ...input, series: { target } }];
    const running = await shelf.models();
    const [answer] = await running.forecast({
      quantity: 'PM25',
      origin: monday,
      stage: 'production',
      inputs,
    });
    return answer;
  };

  it('serves by another model once it is promoted, and by the one before once it is rolled back', async () => {
    const before = productionOf();
    expect((await forecast())?.kind).toBe('PM_ONLY');
    await promote(['pm25-pm-only@2022-12-31']);
    await until(async () => productionOf().join() === 'pm25-pm-only@2022-12-31');
    expect(await forecast()).toMatchObject({ model: { version: '2022-12-31' } });
    await promote(before);
    await until(async () => productionOf().join() === before.join());
  });

  it('falls back, and says why, where the registry names a model that is not there', async () => {
    await promote(['pm25-pm-only@1999-12-31']);
    await until(async () => productionOf().length === 0);
    const answer = await forecast();
    expect(answer?.kind).toBe('CLIMATOLOGY');
    expect(answer?.fallbacks).toContainEqual({
      kind: 'PM_ONLY',
      model: { id: 'pm25-pm-only', version: '1999-12-31' },
      reason: 'MODEL_MISSING',
    });
  });
});
