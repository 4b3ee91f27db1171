import { installedPglite, readEmptyCluster, readManifest } from '@aqmrg/prisma/empty-cluster.ts';
import { PGlite } from '@electric-sql/pglite';

/** A snapshot of another PGlite is not trusted: its own initdb is slower and always fits. */
export const snapshotFits = async (): Promise<boolean> =>
  (await readManifest()).pglite === (await installedPglite());

/** PostgreSQL's own 128 MB of buffers are memory that a few thousand small rows never fill. */
export const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

export const startInMemory = async (): Promise<PGlite> =>
  PGlite.create({ startParams, ...((await snapshotFits()) && { loadDataDir: await readEmptyCluster() }) });
