import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** As the runtime runs them: one thread, and rows of one run bounded so that the event loop goes round. */
const options: InferenceSession.SessionOptions = {
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
};
const rowsAtOnce = 128;

interface Head {
  readonly file: string;
  readonly features: readonly string[];
}

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

/** The model that serves live sensors by their own history, without anything around it. */
export const openBareModel = async (folder: string) => {
  const registry = await readJson(join(folder, 'registry.json'));
  const name: string | undefined = registry.models.PM25.production.find((one: string) =>
    one.startsWith('pm25-pm-only'),
  );
  if (name === undefined) throw new Error(`${folder} has no pm25-pm-only in production`);
  const place = join(folder, ...name.split('@'));
  const manifest: { readonly heads: Readonly<Record<string, Head>> } = await readJson(
    join(place, 'manifest.json'),
  );
  const heads = await Promise.all(
    Object.values(manifest.heads).map(async ({ file, features }) => {
      const session = await InferenceSession.create(await readFile(join(place, file)), options);
      return { session, columns: features.length, input: session.inputNames[0] as string };
    }),
  );

  const runAll = async (rows: number): Promise<void> => {
    for (let first = 0; first < rows; first += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, rows - first);
      for (const { session, columns, input } of heads) {
        const values = Float32Array.from({ length: count * columns }, (_, i) => (i * 37) % 60);
        await session.run({ [input]: new Tensor('float32', values, [count, columns]) });
      }
    }
  };
  return {
    /** All heads of so many sensors on ready features, ms. */
    async run(rows: number): Promise<number> {
      await runAll(rowsAtOnce);
      const began = performance.now();
      await runAll(rows);
      return performance.now() - began;
    },
    async close(): Promise<void> {
      for (const { session } of heads) await session.release();
    },
  };
};
