import { buffer, text } from 'node:stream/consumers';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pieceCompression } from '../../domain/files/piece-compression.ts';
import { columns, inOrder, openPieces, sensors } from '../../testing/pieces.ts';
import { assembled } from './assembled.ts';
import type { PieceFile } from './piece-file.ts';

const about = { columns, sensors, facts: {}, software: 'test 1' };

let pieces: Awaited<ReturnType<typeof openPieces>>;
beforeAll(async () => {
  pieces = await openPieces();
});
afterAll(() => pieces.close());

const unpacked = { NONE: (bytes: Buffer) => bytes, GZIP: gunzipSync, ZSTD: zstdDecompressSync };
/** As its pieces are written. */
const piecesOf = (format: 'CSV' | 'NDJSON', compression: (typeof compressions)[number]) => ({
  format,
  compression: pieceCompression({ format, compression }),
});
const compressions = ['NONE', 'GZIP', 'ZSTD'] as const;

describe('a whole file from its pieces', () => {
  it.each(compressions)('of CSV has its head once, and its rows in order: %s', async (compression) => {
    const parts = await pieces.series([3, 0, 2], piecesOf('CSV', compression));
    const bytes = await buffer(assembled({ format: 'CSV', compression }, inOrder(parts), about));
    const rows = parse(unpacked[compression](bytes).toString()) as string[][];
    const [whole] = await pieces.series([5], { format: 'CSV' });
    expect(rows).toEqual(
      parse(
        await text(assembled({ format: 'CSV', compression: 'NONE' }, inOrder([whole as PieceFile]), about)),
      ),
    );
    expect(rows).toHaveLength(11);
    expect(rows[0]).toEqual(columns.map(({ name }) => name));
  });

  it.each(compressions)('of JSON lines has a row a line: %s', async (compression) => {
    const parts = await pieces.series([0, 2, 1], piecesOf('NDJSON', compression));
    const bytes = await buffer(assembled({ format: 'NDJSON', compression }, inOrder(parts), about));
    const lines = unpacked[compression](bytes).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).sensorId)).toEqual(['a', 'bé', 'a', 'bé', 'a', 'bé']);
  });

  it.each([[[]], [[0]], [[0, 0]], [[1]], [[0, 2]], [[2, 0]], [[1, 0, 2, 0, 0, 1]], [[900, 900]]])(
    'of features is a collection of all of them: %j hours',
    async (hours) => {
      const parts = await pieces.series(hours, { format: 'GEOJSON' });
      const found = await Promise.all(
        compressions.map(async (compression) => {
          const whole = assembled({ format: 'GEOJSON', compression }, inOrder(parts), about);
          return unpacked[compression](await buffer(whole)).toString();
        }),
      );
      expect(new Set(found).size).toBe(1);
      const { features } = check(found[0] as string) as unknown as {
        features: { properties: { sensorId: string } }[];
      };
      expect(features).toHaveLength(2 * hours.reduce((sum, some) => sum + some, 0));
      expect(new Set(features.map(({ properties }) => properties.sensorId)).size).toBe(
        features.length > 0 ? 2 : 0,
      );
    },
  );

  it('asks for the next piece when the one before has been read', async () => {
    const parts = await pieces.series([2_000, 2_000, 2_000], { format: 'CSV' });
    let asked = 0;
    async function* counted() {
      for (const piece of parts) {
        asked += 1;
        yield piece;
      }
    }
    const whole = assembled({ format: 'CSV', compression: 'NONE' }, counted(), about);
    const chunks = whole[Symbol.asyncIterator]();
    await chunks.next();
    expect(asked).toBe(1);
    await chunks.return?.();
    expect([asked, whole.destroyed]).toEqual([1, true]);
  });

  it.each(['CSV', 'GEOJSON', 'PARQUET', 'XLSX'] as const)(
    'of %s fails with what a piece failed with',
    async (format) => {
      const [first] = await pieces.series([1], { format: format === 'XLSX' ? 'NDJSON' : format });
      async function* failing() {
        yield first as PieceFile;
        throw new Error('the disk is gone');
      }
      const whole = assembled(
        { format, compression: format === 'GEOJSON' ? 'GZIP' : 'NONE' },
        failing(),
        about,
      );
      await expect(buffer(whole)).rejects.toThrow('the disk is gone');
    },
  );

  it.each(['CSV', 'GEOJSON'] as const)(
    'of %s ends its pieces when nobody reads it any more',
    async (format) => {
      const parts = await pieces.series([2_000, 2_000], { format });
      const { promise, resolve } = Promise.withResolvers<string>();
      async function* watched() {
        try {
          yield* parts;
        } finally {
          resolve('ended');
        }
      }
      const whole = assembled({ format, compression: 'GZIP' }, watched(), about);
      for await (const _chunk of whole) break;
      expect(await promise).toBe('ended');
    },
  );
});
