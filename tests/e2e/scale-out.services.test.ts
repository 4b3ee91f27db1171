import { chmod, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { createClient, until } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { createPeople } from '../support/people.ts';
import { type Running, runLine } from '../support/process.ts';
import { codeBlocks } from '../support/readme.ts';
import { freeRoomUrls } from '../support/room-urls.ts';
import { missingServers } from '../support/servers.ts';
import { runBlocksIn } from '../support/shell.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
// where the suite has servers, our scripts can start others
const missing = missingServers();
const orWhyNot = missing.length > 0 ? ` (not run: ${missing.join(', ')} not set)` : '';

/** What whoever copies the page's blocks gets, at ports of their own. */
describe.skipIf(missing.length > 0)(`scaling out, as the page has it${orWhyNot}`, () => {
  let folder: string;
  let making: readonly string[];
  let starting: readonly string[];
  let ending: readonly string[];
  const running: Running[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-graph-scale-'));
    // PostgreSQL may run as another user
    await chmod(folder, 0o755);
    await symlink(join(repository, 'infra'), join(folder, 'infra'));
    const [first, second] = [String(await freePort()), String(await freePort())];
    const blocks = (await codeBlocks('docs/how-to/scale-out.md', 'sh')).map((block) =>
      block.replaceAll('8002', first).replaceAll('8012', second),
    );
    making = blocks.filter((block) => block.includes('>> servers/environment'));
    starting = blocks.flatMap((block) => block.split('\n').filter((line) => line.includes('SERVE=')));
    ending = blocks.filter((block) => block.includes('.sh stop'));
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await runBlocksIn(folder, ending);
    await rm(folder, { recursive: true, force: true });
  });

  it('starts servers and nine processes, which are one house', async () => {
    await runBlocksIn(folder, making);
    const file = join(folder, 'servers/environment');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const [, setupToken = ''] = /^SETUP_TOKEN=(.*)$/m.exec(await readFile(file, 'utf8')) ?? [];

    // the page says where readings are
    const { READINGS_URL: _, ...places } = await freeRoomUrls();
    const port = await freePort();
    const environment = {
      REPLAY: 'off',
      PORT: String(port),
      ...places,
    };
    expect(starting).toHaveLength(9);
    const started = starting.map((line) => runLine(line, { environment, cwd: folder }));
    for (const one of await Promise.allSettled(started))
      if (one.status === 'fulfilled') running.push(one.value);
    await Promise.all(started);

    const url = `http://127.0.0.1:${port}`;
    await until(
      async () => (await fetch(`${url}/ready`)).status,
      (status) => status === 200,
    );
    const { first } = createPeople({ url, setupToken });
    const client = createClient(url, async () => ({ authorization: `Bearer ${(await first()).token}` }));
    await registerSensor(client);
    const row = makeRow({ value: 12.5 });
    await report(client, [row]);
    const { data } = await until(
      () => client.ask('{ sensor(id: "roof-1") { latest { value periodEnd } } }'),
      (answer) => answer.data?.sensor?.latest?.length > 0,
    );
    expect(data.sensor.latest).toEqual([{ value: 12.5, periodEnd: iso(Date.parse(String(row.periodEnd))) }]);
    expect(await Promise.all(running.splice(0).map((one) => one.stop()))).toEqual(starting.map(() => 0));
  }, 180_000);
});
