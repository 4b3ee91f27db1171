import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { associationModelsFolder, readAssociationModels } from './association-models.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'association-models-'));
});
afterEach(() => rm(folder, { recursive: true }));

const shipped = async () =>
  JSON.parse(await readFile(join(associationModelsFolder, 'time-series@1.json'), 'utf8'));
const put = (file: string, value: unknown) =>
  writeFile(join(folder, file), typeof value === 'string' ? value : JSON.stringify(value));

describe('the pre-specified models that come with the code', () => {
  it('are all valid, the default first', async () => {
    const { models, problems } = await readAssociationModels();
    expect(problems).toEqual([]);
    expect(models.map(({ id, version }) => `${id}@${version}`)).toEqual([
      'time-series@1',
      'case-crossover@1',
      'exposure-response@1',
      'moving-average@1',
    ]);
    expect(models.map(({ isDefault }) => isDefault)).toEqual([true, false, false, false]);
  });

  it('are what was published under their versions', async () => {
    const { models } = await readAssociationModels();
    const card = await readFile(join(associationModelsFolder, 'README.md'), 'utf8');
    const published = [...card.matchAll(/^\| `([\w-]+@\d+)` \|.*\| `([0-9a-f]{64})` \|$/gm)];
    expect(published.map(([, name, hash]) => [name, hash]).sort()).toEqual(
      models.map(({ id, version, sha256 }) => [`${id}@${version}`, sha256]).sort(),
    );
  });

  it('try another design as the model of that name has it', async () => {
    const { models } = await readAssociationModels();
    const [series, crossover] = models;
    const other = series?.alternatives.find(({ triedAs }) => triedAs === 'OTHER_DESIGN');
    const { time, weekday, ...kept } = series?.terms ?? {};
    expect([time, weekday]).not.toContain(undefined);
    expect(other).toMatchObject({ terms: { time: null, weekday: null }, strata: crossover?.strata });
    expect(kept).toEqual(crossover?.terms);
  });
});

describe('a folder of pre-specified models', () => {
  it('has the newest version of each', async () => {
    await put('time-series@1.json', await shipped());
    await put('time-series@10.json', { ...(await shipped()), version: 10, title: 'Newer' });
    await put('time-series@9.json', { ...(await shipped()), version: 9 });
    const { models, problems } = await readAssociationModels(folder);
    expect(problems).toEqual([]);
    expect(models.map(({ version, title }) => [version, title])).toEqual([[10, 'Newer']]);
  });

  it.each([
    [
      'terms.time.response',
      { terms: { time: { kind: 'numeric', column: 'time', response: { kind: 'ns' } } } },
    ],
    ['terms.time.column', { terms: { time: { kind: 'numeric', column: 'deaths' } } }],
    ['terms.time.lags', { terms: { time: { kind: 'numeric', column: 'time', lags: { from: 3, to: 1 } } } }],
    ['terms', { terms: { other: { kind: 'numeric', column: '@exposure' } } }],
    ['version', { version: 0 }],
    ['isDefault', { isDefault: 'yes' }],
    ['the file', { knots: 3 }],
  ])('tells which field is at fault: %s', async (field, { terms, ...change }: Record<string, unknown>) => {
    const good = await shipped();
    await put('time-series@1.json', { ...good, ...change, terms: { ...good.terms, ...(terms ?? {}) } });
    const { models, problems } = await readAssociationModels(folder);
    expect(models).toEqual([]);
    expect(problems[0]?.file).toBe('time-series@1.json');
    expect(problems.map((one) => one.field)).toContain(field);
  });

  it('tells of what is no JSON, of another name, without weather, twice the same, and of none that is the default', async () => {
    const good = await shipped();
    const { temperature: _, ...unadjusted } = good.terms;
    await put('broken@1.json', '{');
    await put('renamed@1.json', good);
    await put('bare@1.json', { ...good, id: 'bare', terms: unadjusted });
    await put('twice@1.json', {
      ...good,
      id: 'twice',
      alternatives: [...good.alternatives, good.alternatives[0]],
    });
    await put('other@1.json', { ...good, id: 'other', isDefault: false });
    const { models, problems } = await readAssociationModels(folder);
    expect(models.map(({ id }) => id)).toEqual(['other']);
    expect(problems.map(({ file, field }) => [file, field])).toEqual([
      ['bare@1.json', 'terms'],
      ['broken@1.json', 'the file'],
      ['renamed@1.json', 'id'],
      ['twice@1.json', 'alternatives'],
      ['the folder', 'isDefault'],
    ]);
  });
});
