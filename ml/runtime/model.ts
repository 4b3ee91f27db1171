import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Features } from './feature-set.ts';
import { compile, type Program } from './features.ts';
import { BrokenModel, parsed, readBytes, sha256Of } from './files.ts';
import { type Manifest, manifestShape } from './manifest.ts';
import { openSession, type Session } from './sessions.ts';
import { type Head, heads, type ModelRef } from './types.ts';

interface LoadedHead {
  readonly session: Session;
  /** Slots of the program, in the order of the model's columns. */
  readonly columns: Uint16Array;
  /** Slot of what the outputs are multiplied by; null: by nothing. */
  readonly times: number | null;
}

/** A model whose files are what its manifest says. */
export interface Model {
  readonly ref: ModelRef;
  readonly manifest: Manifest;
  readonly program: Program;
  readonly heads: Readonly<Record<Head, LoadedHead>>;
  /** Of the files as they were when it was loaded. */
  readonly signature: string;
  /** Keeps its sessions open until the returned function is called. */
  hold(): () => void;
  /** Closes its sessions as soon as nobody holds it. */
  retire(): Promise<void>;
}

export const readManifest = async (folder: string, ref: ModelRef): Promise<Manifest> => {
  const bytes = await readBytes(join(folder, 'manifest.json'), 'manifest.json');
  const manifest = parsed('manifest.json', () => manifestShape.parse(JSON.parse(bytes.toString())));
  if (manifest.id !== ref.id || manifest.version !== ref.version)
    throw new BrokenModel('MODEL_CORRUPT', `manifest.json is of ${manifest.id}@${manifest.version}`);
  return manifest;
};

/** Tells whether the files of a model have changed, without reading the large ones. */
export const signatureOf = async (
  folder: string,
  manifest: Manifest,
  features: Features,
): Promise<string> => {
  const stats = await Promise.all(
    heads.map(async (head) => {
      const found = await stat(join(folder, manifest.heads[head].file)).catch(() => undefined);
      return found === undefined ? '-' : `${found.size} ${found.mtimeMs} ${found.ino}`;
    }),
  );
  return [features.sha256, sha256Of(JSON.stringify(manifest)), ...stats].join();
};

const loadHead = async (
  folder: string,
  { file, sha256, features, output }: Manifest['heads'][Head],
  slotOf: (name: string) => number,
): Promise<LoadedHead> => {
  const columns = parsed(file, () => Uint16Array.from(features, slotOf));
  const times = output.times;
  const multiplier = times === null ? null : parsed(file, () => slotOf(times));
  const bytes = await readBytes(join(folder, file), file);
  if (sha256Of(bytes) !== sha256)
    throw new BrokenModel('MODEL_CORRUPT', `${file} does not have the hash that its manifest says`);
  const session = await openSession(bytes, features.length).catch((error: unknown) => {
    throw new BrokenModel('MODEL_CORRUPT', `${file} cannot be run: ${String(error)}`);
  });
  return { session, columns, times: multiplier };
};

const holding = (sessions: readonly Session[]): Pick<Model, 'hold' | 'retire'> => {
  let holders = 0;
  const free = Promise.withResolvers<void>();
  let retired: Promise<void> | undefined;
  const letGo = () => {
    if (retired !== undefined && holders === 0) free.resolve();
  };
  return {
    hold: () => {
      holders += 1;
      return () => {
        holders -= 1;
        letGo();
      };
    },
    retire: () => {
      retired ??= free.promise.then(async () => {
        for (const session of sessions) await session.release();
      });
      letGo();
      return retired;
    },
  };
};

/** Rejects with a BrokenModel where a file is missing or not what the manifest says. */
export const loadModel = async (
  folder: string,
  ref: ModelRef,
  manifest: Manifest,
  features: Features,
): Promise<Model> => {
  // before anything is read, so that what changes meanwhile is seen the next time
  const signature = await signatureOf(folder, manifest, features);
  if (manifest.features.sha256 !== features.sha256Of(manifest.features.groups))
    throw new BrokenModel('MODEL_CORRUPT', 'its features are not defined as they were when it was trained');
  const { slotOf, program } = compile(features.set);
  const loaded: [Head, LoadedHead][] = [];
  try {
    for (const head of heads) {
      const one = await loadHead(folder, manifest.heads[head], (name) => slotOf(name, head));
      loaded.push([head, one]);
    }
  } catch (error) {
    for (const [, { session }] of loaded) await session.release();
    throw error;
  }
  return {
    ref: { id: ref.id, version: ref.version },
    manifest,
    program,
    heads: Object.fromEntries(loaded) as Record<Head, LoadedHead>,
    signature,
    ...holding(loaded.map(([, { session }]) => session)),
  };
};
