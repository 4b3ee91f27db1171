import { execFileSync } from 'node:child_process';
import { AirError } from '../../../errors/air-error.ts';
import { makeStored, minuteMs } from '../../../ports/series.builders.ts';
import { Store } from '../store.ts';
import { writeBatch } from '../write.ts';

/** How a store fares when its files may not grow any more: each step prints what it found, as one line of JSON. */
const [file = ''] = process.argv.slice(2);
const store = await Store.open({ file, threads: 1, memoryLimit: '256MB', log: undefined });

const allowKiB = (kib: number | 'unlimited') => {
  const bytes = kib === 'unlimited' ? kib : String(kib * 1024);
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);
};
const say = (step: string, found: unknown) => process.stdout.write(`${JSON.stringify({ step, found })}\n`);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof AirError ? error.code : String(error)),
  );
const count = () =>
  store.read(async (connection) => {
    const rows = await connection.runAndReadAll(
      'SELECT count(*)::INTEGER, (SELECT sum(count)::INTEGER FROM hourly) FROM reading',
    );
    return rows.getRows()[0];
  });

let batches = 0;
const writeOne = async (): Promise<string> => {
  const rows = Array.from({ length: 500 }, (_, n) => {
    const periodStart = (batches * 500 + n) * minuteMs;
    return makeStored({ sensorId: `sensor-${batches % 5}`, periodStart, periodEnd: periodStart + minuteMs });
  });
  const code = await codeOf(store.write((connection, ids) => writeBatch(connection, ids, rows)));
  if (code === 'done') batches += 1;
  return code;
};

allowKiB(2_000);
let code = await writeOne();
while (code === 'done' && batches < 100) code = await writeOne();
say('full', { code, rows: batches * 500, stored: await count() });
allowKiB('unlimited');
say('room again', { code: await writeOne(), rows: batches * 500, stored: await count() });

allowKiB(300);
say('no room to checkpoint', {
  code: await codeOf(store.checkpoint()),
  rows: batches * 500,
  stored: await count(),
});
allowKiB('unlimited');
say('checkpoint', { code: await codeOf(store.checkpoint()), wal: await store.walBytes() });
say('after all', { code: await writeOne(), rows: batches * 500, stored: await count() });
await store.close();
