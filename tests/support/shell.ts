import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { House } from './placements.ts';

/** As much of curl as our pages use, for machines that have none; what it does not know it refuses. */
const curl = `#!${process.execPath}
const headers = {};
let url, body, isQuiet = false;
const args = process.argv.slice(2);
while (args.length > 0) {
  const word = args.shift();
  if (word === '-s') isQuiet = true;
  else if (word === '-H') { const [name, value] = args.shift().split(/: (.*)/s); headers[name] = value; }
  else if (word === '-d') body = args.shift();
  else if (word.startsWith('-') || url) throw new Error('our pages use no ' + word);
  else url = word;
}
const response = await fetch('http://' + url, body === undefined ? { headers } : { method: 'POST', headers, body });
process.stdout.write(await response.text() + (isQuiet ? '' : '\\n'));
`;

/** The same of openssl. */
const openssl = `#!${process.execPath}
import { randomBytes } from 'node:crypto';
const [what, how, bytes, ...rest] = process.argv.slice(2);
if (what !== 'rand' || how !== '-base64' || rest.length > 0) throw new Error('our pages use no such openssl');
process.stdout.write(randomBytes(Number(bytes)).toString('base64') + '\\n');
`;

/** Runs a script as whoever copies it does; what it reads from the keyboard is `typed`. Resolves with what it printed; rejects where it fails. */
const runScript = async (script: string, { typed = '', cwd = process.cwd() }): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'shell-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [name, text] of Object.entries({ curl, openssl })) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o755);
    }
    const { PATH, HOME, SERVICES_CACHE } = process.env;
    // the scripts of servers keep what they got there
    const env = { PATH: `${folder}${delimiter}${PATH}`, HOME, SERVICES_CACHE };
    return await new Promise((resolve, reject) => {
      const args = ['-euo', 'pipefail', '-c', script];
      const child = execFile('bash', args, { env, cwd }, (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout),
      );
      child.stdin?.end(typed);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Runs code blocks of a page in one shell, at a house in place of localhost:8000 and .data. */
export const runBlocks = (
  blocks: readonly string[],
  { url, dataDir }: Pick<House, 'url' | 'dataDir'>,
  typed = '',
): Promise<string> => {
  const script = blocks
    .join('\n')
    .replaceAll('localhost:8000', new URL(url).host)
    .replaceAll('.data/', `${dataDir}/`);
  return runScript(script, { typed });
};

/** Runs code blocks of a page in one shell, in a folder. */
export const runBlocksIn = (cwd: string, blocks: readonly string[]): Promise<string> =>
  runScript(blocks.join('\n'), { cwd });
