import { defineTopic } from '@aqmrg/schema/events/topic.ts';
import { z } from 'zod';
import { openSqliteEventLog } from './index.ts';

/**
 * The process that `crash.test.ts` kills: appends from several sides at once and prints `name offset` of each record when it is acknowledged. Where the log fails for
 * good, it prints `fatal`, tries to append once more, and ends with code 3.
 */
const [folder, life] = process.argv.slice(2) as [string, string];

const ledger = defineTopic({
  name: 'ledger',
  retention: { kind: 'time', days: 1 },
  schema: z.strictObject({ name: z.string(), ballast: z.string() }),
});

let count = 0;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const appendOnce = async (side: number): Promise<void> => {
  const records = Array.from({ length: 1 + (count % 40) }, () => ({
    key: `side-${side}`,
    value: { name: `${life}-${count++}`, ballast: 'x'.repeat(count % 500) },
  }));
  const positions = await log.append(ledger, records);
  positions.forEach(({ offset }, i) => {
    print(`${records[i]?.value.name} ${offset}`);
  });
};

const onFatal = (): void => {
  print('fatal');
  void appendOnce(0)
    .catch(() => undefined)
    // What is printed to a full pipe waits in this process.
    .finally(() => process.stdout.end(() => process.exit(3)));
};
const log = await openSqliteEventLog({ folder, onFatal });

const appendForEver = async (side: number): Promise<void> => {
  for (;;) await appendOnce(side);
};
await Promise.all(Array.from({ length: 8 }, (_, side) => appendForEver(side).catch(() => undefined)));
