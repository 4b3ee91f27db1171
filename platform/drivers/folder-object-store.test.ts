import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { objectStoreContract } from '../ports/object-store.contract.ts';
import { openFolderObjectStore } from './folder-object-store.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'objects-'));
const freshFolder = (): string => {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const bodyOf = (content: string): Readable => Readable.from([Buffer.from(content)]);

const shared = newFolder();
afterAll(() => rmSync(shared, { recursive: true, force: true }));
objectStoreContract('folder', () => openFolderObjectStore({ folder: shared }));

describe('objects in a folder', () => {
  it('are there when the folder is opened again', async () => {
    const folder = freshFolder();
    const put = await (await openFolderObjectStore({ folder })).put('exports/a.csv', bodyOf('a'));
    const again = await openFolderObjectStore({ folder });
    expect(await again.head('exports/a.csv')).toEqual(put);
    expect(await text(await again.get('exports/a.csv'))).toBe('a');
  });

  it('leave nothing of an earlier process that was killed amid a put', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'incoming'));
    writeFileSync(join(folder, 'incoming', 'half'), 'half of it');
    const store = await openFolderObjectStore({ folder });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await store.list('', 10)).toEqual([]);
  });

  it('leave no temporary file of a body that failed', async () => {
    const folder = freshFolder();
    const store = await openFolderObjectStore({ folder });
    const body = bodyOf('x');
    body.destroy(new Error('gone'));
    await expect(store.put('a', body)).rejects.toThrow('gone');
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('are not read, written, listed or deleted through links', async () => {
    const folder = freshFolder();
    const outside = freshFolder();
    writeFileSync(join(outside, 'secret'), 'secret');
    const store = await openFolderObjectStore({ folder });
    symlinkSync(outside, join(folder, 'objects', 'way-out'));
    symlinkSync(join(outside, 'secret'), join(folder, 'objects', 'file'));
    for (const key of ['way-out/secret', 'file']) {
      await expect(store.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await store.head(key)).toBeUndefined();
      await store.delete(key);
    }
    expect(await store.list('', 10)).toEqual([]);
    await expect(store.put('way-out/new/file', bodyOf('x'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await store.put('file', bodyOf('mine'));
    expect(await text(await store.get('file'))).toBe('mine');
    expect(readdirSync(outside)).toEqual(['secret']);
  });

  it('cannot stand where a folder of objects stands, nor the other way round', async () => {
    const folder = freshFolder();
    const store = await openFolderObjectStore({ folder });
    await store.put('a/b', bodyOf('inner'));
    await expect(store.put('a', bodyOf('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(store.put('a/b/c', bodyOf('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await store.head('a')).toBeUndefined();
    expect(await text(await store.get('a/b'))).toBe('inner');
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'are refused with STORAGE_FULL, and not begun, where the system takes no more bytes',
    async () => {
      const folder = freshFolder();
      const program = `
        import { openFolderObjectStore } from ${JSON.stringify(new URL('./folder-object-store.ts', import.meta.url).href)};
        import { Readable } from 'node:stream';
        const store = await openFolderObjectStore({ folder: ${JSON.stringify(folder)} });
        const large = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024)));
        const refused = await store.put('large', large).catch((error) => error.code);
        await store.put('small', Readable.from([Buffer.from('fits')]));
        console.log(refused, (await store.list('', 10)).map(({ key }) => key).join());
      `;
      // No file of that process may grow past 500 blocks.
      const limited = [
        '-c',
        'ulimit -f 500; exec "$0" "$@"',
        process.execPath,
        '--input-type=module',
        '-e',
        program,
      ];
      const child = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
      expect(said.trim()).toBe('STORAGE_FULL small');
      expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    },
  );
});
