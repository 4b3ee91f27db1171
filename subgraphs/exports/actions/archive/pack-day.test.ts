import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packDay } from './pack-day.ts';

const never = new AbortController().signal;
const text = 'location_id,value\na,12.5\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
  await writeFile(join(folder, 'a.csv'), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a day that is packed', () => {
  it('is whole, and told of by the digest of what it became', async () => {
    const sha256 = await packDay(join(folder, 'a.csv'), join(folder, 'a.gz'), never);
    const packed = await readFile(join(folder, 'a.gz'));
    expect([gunzipSync(packed).toString(), createHash('sha256').update(packed).digest('hex')]).toEqual([
      text,
      sha256,
    ]);
  });

  it.runIf(process.platform === 'linux')('says so where the disk is full', async () => {
    const packing = packDay(join(folder, 'a.csv'), '/dev/full', never);
    await expect(packing).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });
});
