import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { defineTopic } from '@aqmrg/schema/events/topic.ts';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { freshFolder, openFresh } from './fresh-log.ts';

const program = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url));
const ledger = defineTopic({
  name: 'ledger',
  retention: { kind: 'time', days: 1 },
  schema: z.strictObject({ name: z.string(), ballast: z.string() }),
});

/** Everything that a process printed, line by line; the last one may be cut. */
const linesOf = (child: ChildProcess): { readonly whole: () => readonly string[] } => {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { whole: () => text.split('\n').slice(0, -1) };
};

const expectEachOnce = async (folder: string, acknowledged: readonly string[]): Promise<void> => {
  const log = await openFresh(folder);
  const found = new Map<string, number>();
  let records = 0;
  for (let from = 0; ; ) {
    const page = await log.readFrom(ledger, { 0: from }, 500);
    if (page.length === 0) break;
    for (const { value, position } of page) {
      found.set(value.name, position.offset);
      from = position.offset + 1;
      records++;
    }
  }
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(found.size, 'no record stands twice').toBe(records);
  const lost = acknowledged.filter((line) => {
    const [name, offset] = line.split(' ') as [string, string];
    return found.get(name) !== Number(offset);
  });
  expect(lost).toEqual([]);
  await log.close();
};

it('has every acknowledged record once, where it was said to be, after kill -9', async () => {
  const folder = freshFolder();
  const acknowledged: string[] = [];
  for (const life of ['one', 'two', 'three']) {
    const child = spawn(process.execPath, [program, folder, life], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { whole } = linesOf(child);
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 250));
    child.kill('SIGKILL');
    await once(child, 'close');
    acknowledged.push(...whole());
    await expectEachOnce(folder, acknowledged);
  }
});

it.skipIf(process.platform === 'win32')(
  'acknowledges nothing after a write failed, says so, and has what it acknowledged before',
  async () => {
    const folder = freshFolder();
    // The system refuses to let any file of the process grow past 1,500 blocks: an I/O error, not a full disk.
    const limited = 'ulimit -f 1500; exec "$0" "$@"';
    const child = spawn('sh', ['-c', limited, process.execPath, program, folder, 'limited'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { whole } = linesOf(child);
    const [code] = await once(child, 'close');
    expect(code).toBe(3);
    const lines = whole();
    expect(lines.at(-1), 'the last word').toBe('fatal');
    await expectEachOnce(folder, lines.slice(0, -1));
  },
);
