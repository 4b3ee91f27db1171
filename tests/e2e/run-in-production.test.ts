import { mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { createPeople } from '../support/people.ts';
import { type Running, runLine } from '../support/process.ts';
import { codeBlocks } from '../support/readme.ts';
import { freeRoomUrls } from '../support/room-urls.ts';
import { runBlocksIn } from '../support/shell.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The commands of a block, each of which goes on until it is ended. */
const commandsOf = (block: string): readonly string[] =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.includes('start.ts'));

/** What whoever copies the page's blocks gets, at ports of their own. */
describe('running in production, as the page has it', () => {
  let folder: string;
  let blocks: readonly string[];
  let running: Running[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-graph-production-'));
    await symlink(join(repository, 'infra'), join(folder, 'infra'));
    blocks = await codeBlocks('docs/how-to/run-in-production.md', 'sh');
  });
  afterAll(async () => {
    await endAll();
    await rm(folder, { recursive: true, force: true });
  });

  const endAll = (): Promise<(number | null)[]> => {
    const all = running;
    running = [];
    return Promise.all(all.map((one) => one.stop()));
  };
  const environmentOf = async (dataDir: string): Promise<Record<string, string>> => {
    return {
      REPLAY: 'off',
      PORT: String(await freePort()),
      DATA_DIR: join(folder, dataDir),
      ...(await freeRoomUrls()),
    };
  };
  const start = async (line: string, environment: Readonly<Record<string, string>>): Promise<void> => {
    running.push(await runLine(line, { environment, cwd: folder }));
  };

  /** Somebody gets in, and is believed wherever they ask. */
  const expectToServe = async ({ PORT, DATA_DIR }: Readonly<Record<string, string>>): Promise<void> => {
    const url = `http://127.0.0.1:${PORT}`;
    const setupToken = (await readFile(join(DATA_DIR as string, 'setup-token'), 'utf8')).trim();
    const { first } = createPeople({ url, setupToken });
    const client = createClient(url, async () => ({ authorization: `Bearer ${(await first()).token}` }));
    const { data, errors } = await client.askAsAdmin('{ me { role } networks { id } }');
    expect([data, errors]).toEqual([{ me: { role: 'ADMIN' }, networks: [] }, undefined]);
  };

  it('starts alone', async () => {
    const [command = ''] = blocks.flatMap(commandsOf).filter((line) => !line.includes('SERVE='));
    const environment = await environmentOf('alone');
    await start(command, environment);
    await expectToServe(environment);
    expect(await endAll()).toEqual([0]);
  });

  it('makes secrets that only their owner reads, and starts apart with them', async () => {
    const secrets = blocks.filter((block) => block.includes('openssl'));
    expect(secrets).toHaveLength(1);
    await runBlocksIn(folder, secrets);
    const files = await readdir(join(folder, 'secrets'));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect((await stat(join(folder, 'secrets', file))).mode & 0o077).toBe(0);

    const commands = blocks.flatMap(commandsOf).filter((line) => line.includes('SERVE='));
    expect(commands.length).toBeGreaterThan(1);
    const environment = await environmentOf('apart');
    for (const command of commands) await start(command, environment);
    await expectToServe(environment);
    expect(await endAll()).toEqual(commands.map(() => 0));
  });
});
