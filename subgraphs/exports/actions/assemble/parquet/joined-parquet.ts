import { isDeepStrictEqual } from 'node:util';
import type { SchemaElement } from 'hyparquet';
import { type About, factsOf } from '../about.ts';
import { bytesOf, type PieceFiles } from '../piece-file.ts';
import { createFooter, magic } from './footer.ts';
import { movedGroup, placeOf } from './moved-group.ts';
import { readFooter } from './read-footer.ts';
import { sortedBy } from './sorted-by.ts';

/** Parquet files of the same columns as one: their row groups are carried over as they are, and one footer tells of all. What is held in memory is that footer. */
export async function* joinedParquet(pieces: PieceFiles, about: About): AsyncGenerator<Buffer> {
  const sorting = sortedBy(about.columns);
  let schema: SchemaElement[] | undefined;
  let footer: ReturnType<typeof createFooter> | undefined;
  let isReplayed = false;
  let offset = magic.length;
  yield Buffer.from(magic);
  for await (const piece of pieces) {
    const found = await readFooter(piece.path);
    schema ??= found.schema;
    footer ??= createFooter(schema);
    if (!isDeepStrictEqual(found.schema, schema)) throw new Error(`${piece.path} has other columns.`);
    isReplayed ||= piece.isReplayed;
    for (const group of found.row_groups) {
      const place = placeOf(group);
      footer.add(movedGroup(group, offset - place.start, sorting));
      yield* bytesOf(piece.path, place);
      offset += place.end - place.start;
    }
  }
  if (footer === undefined) throw new Error('A Parquet file needs a piece that tells its columns.');
  const facts = factsOf(about, { isReplayed, rows: footer.rows() });
  yield footer.bytes({
    created_by: about.software,
    key_value_metadata: facts.map(([key, value]) => ({ key, value })),
  });
}
