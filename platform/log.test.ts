import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const logged = (fields: object): string =>
  execFileSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { createLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
     createLog('info').info(${JSON.stringify(fields)}, 'hello');`,
  ]).toString();

it('prints no secret, wherever it stands in a line', () => {
  const secret = 'hunter2';
  const line = logged({
    token: secret,
    user: { password: secret },
    request: { headers: { authorization: secret, cookie: secret } },
  });
  expect(line).toContain('hello');
  expect(line).toContain('[redacted]');
  expect(line).not.toContain(secret);
});

it('keeps nothing of a line for the next one', () => {
  const lines = execFileSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { createLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
     const log = createLog('info');
     log.info({ sensor: 'roof-1' }, 'first');
     log.info('second');`,
  ]).toString();
  expect(lines.match(/roof-1/g)).toHaveLength(1);
});
