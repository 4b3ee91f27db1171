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

/**
 * Runs code blocks of a page in one shell, as whoever copies them does, at a house in place of localhost:8000 and .data; what they
 * read from the keyboard is `typed`. Resolves with what they printed; rejects where one of them fails.
 */
export const runBlocks = async (
  blocks: readonly string[],
  house: Pick<House, 'url' | 'dataDir'>,
  typed = '',
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'shell-'));
  const script = blocks
    .join('\n')
    .replaceAll('localhost:8000', new URL(house.url).host)
    .replaceAll('.data/', `${house.dataDir}/`);
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'curl'), curl);
    await chmod(join(folder, 'curl'), 0o755);
    const env = { PATH: `${folder}${delimiter}${process.env.PATH}` };
    return await new Promise((resolve, reject) => {
      const child = execFile('bash', ['-euo', 'pipefail', '-c', script], { env }, (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout),
      );
      child.stdin?.end(typed);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
