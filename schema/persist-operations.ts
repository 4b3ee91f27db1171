import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { getOperationAST, parse } from 'graphql';
import * as client from './client/operations.generated.ts';

/** The generated client's documents as a persisted query manifest: id, text and hash of the text agree with what that client sends. */
const manifestOf = (bodies: readonly string[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: bodies
    .flatMap((body) => {
      const operation = getOperationAST(parse(body));
      if (!operation?.name) return [];
      const id = createHash('sha256').update(body).digest('hex');
      return [{ id, name: operation.name.value, type: operation.operation, body }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
});

const bodies = Object.values(client)
  .filter((value) => value instanceof client.TypedDocumentString)
  .map(String);
const manifest = manifestOf(bodies);

const folder = new URL('operations/', import.meta.url);
const texts = await Promise.all(
  (await readdir(folder)).map((file) => readFile(new URL(file, folder), 'utf8')),
);
if (manifest.operations.length !== texts.length)
  throw new Error(
    `${texts.length} files in schema/operations, but ${manifest.operations.length} operations: one named operation a file.`,
  );

await writeFile(
  new URL('client/persisted-operations.json', import.meta.url),
  `${JSON.stringify(manifest, null, 2)}\n`,
);
