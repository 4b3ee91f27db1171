import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseFeatures } from './feature-set.ts';
import { loadModel, readManifest } from './model.ts';
import { predictRows } from './predict.ts';
import { featuresFile, open } from './testing/model-folder.ts';
import { type Head, heads } from './types.ts';

const folder = fileURLToPath(new URL('../models/', import.meta.url));

/** What the training library gives for rows of features: the seven quantiles and the mean, after all post-processing. */
interface Parity {
  readonly heads: Readonly<
    Record<
      Head,
      {
        readonly x: readonly (readonly (number | null)[])[];
        readonly expected: readonly (readonly number[])[];
      }
    >
  >;
}

const foldersIn = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
const models = foldersIn(folder).flatMap((id) =>
  foldersIn(join(folder, id)).map((version) => ({ id, version })),
);

describe('the models of the house', () => {
  it('are there, and whole', async () => {
    const { models: opened, errors } = await open(folder);
    expect(opened.list().length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  it.each(models)('give what the training library gives: $id $version', async (ref) => {
    const path = join(folder, ref.id, ref.version);
    const features = parseFeatures(await readFile(featuresFile, 'utf8'));
    const model = await loadModel(path, ref, await readManifest(path, ref), features);
    const parity: Parity = JSON.parse(await readFile(join(path, 'parity.json'), 'utf8'));
    for (const head of heads) {
      const { x, expected } = parity.heads[head];
      const { features: names, output } = model.manifest.heads[head];
      const column = output.times === null ? -1 : names.indexOf(output.times);
      const rows = Float32Array.from(x.flat(), (value) => value ?? Number.NaN);
      const multipliers = Float64Array.from(x, (row) =>
        column === -1 ? 1 : (row[column] ?? Number.NaN) + output.plus,
      );
      const found = await predictRows(model, head, rows, multipliers);
      expect(found).toHaveLength(expected.length);
      for (const [n, row] of expected.entries()) {
        const { quantiles, mean } = found[n] ?? { quantiles: [], mean: Number.NaN };
        const far = [...quantiles, mean].map((value, k) => Math.abs(value - (row[k] ?? Number.NaN)));
        expect(Math.max(...far), `${head}, row ${n}`).toBeLessThanOrEqual(1e-3);
      }
    }
    await model.retire();
  });
});
