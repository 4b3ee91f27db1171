// npm run db:snapshot: makes the empty cluster anew. Needed after a change of PGlite's version only.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { clusterFile, installedPglite, type Manifest, manifestFile } from './empty-cluster.ts';

const database = new PGlite();
// Dumped before it is ready, it would never answer.
await database.waitReady;
const tar = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
const { rows } = await database.query<{ major: string }>(
  "SELECT (current_setting('server_version_num')::int / 10000)::text AS major",
);
await database.close();
const postgres = rows[0]?.major;
if (postgres === undefined) throw new Error('PGlite does not say which PostgreSQL it is');

const file = await promisify(brotliCompress)(tar, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    // The three databases of a new cluster are copies of one another, 7 MB apart: only a window that spans them
    // sees it. 1.6 MB instead of gzip's 4.6.
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
  },
});
const manifest: Manifest = {
  pglite: await installedPglite(),
  postgres,
  bytes: tar.length,
  sha256: createHash('sha256').update(tar).digest('hex'),
};

await mkdir(dirname(clusterFile), { recursive: true });
await writeFile(clusterFile, file);
await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(
  `Wrote ${clusterFile}: ${(file.length / 1e6).toFixed(1)} MB, PGlite ${manifest.pglite}\n`,
);
