import { promisify } from 'node:util';
import { deflateRaw as deflateCallback, inflateRaw as inflateCallback } from 'node:zlib';
import type { HealthValues } from '../domain/health/health-series.ts';

const deflate = promisify(deflateCallback);
const inflate = promisify(inflateCallback);

/*
 * Columns, each by itself, so that a question reads those that it needs: how long the list is (4 bytes, lowest first), the list as JSON, [name, bytes]
 * each, and the columns in its order: numbers of 8 bytes, lowest first, compressed.
 */

type List = readonly (readonly [name: string, bytes: number])[];

const headBytes = 4;

export const pack = async (values: HealthValues): Promise<Uint8Array<ArrayBuffer>> => {
  const columns = await Promise.all(
    Object.entries(values).map(async ([name, { buffer, byteOffset, byteLength }]) => ({
      name,
      bytes: await deflate(new Uint8Array(buffer, byteOffset, byteLength)),
    })),
  );
  const list = Buffer.from(JSON.stringify(columns.map(({ name, bytes }) => [name, bytes.length])));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(list.length);
  return new Uint8Array(Buffer.concat([head, list, ...columns.map(({ bytes }) => bytes)]));
};

const numbersOf = async (compressed: Uint8Array): Promise<Float64Array> => {
  const bytes = await inflate(compressed);
  const numbers = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT);
  new Uint8Array(numbers.buffer).set(bytes);
  return numbers;
};

/** Those of the wanted columns that there are. */
export const unpack = async (content: Uint8Array, wanted: readonly string[]): Promise<HealthValues> => {
  const all = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  let place = headBytes + all.readUInt32LE();
  const list: List = JSON.parse(all.toString('utf8', headBytes, place));
  const columns = list.map(([name, bytes]) => {
    const compressed = all.subarray(place, place + bytes);
    place += bytes;
    return [name, compressed] as const;
  });
  const read = columns
    .filter(([name]) => wanted.includes(name))
    .map(async ([name, compressed]) => [name, await numbersOf(compressed)] as const);
  return Object.fromEntries(await Promise.all(read));
};
