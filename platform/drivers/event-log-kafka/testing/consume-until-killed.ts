import { openKafkaEventLog } from '../index.ts';
import { makeTopic } from './notes-topic.ts';

/** The process that `rebalance.services.test.ts` kills: consumes slowly, and prints the text of each record when it has been dealt with. */
const [brokers, namespace] = process.argv.slice(2) as [string, string];

const log = await openKafkaEventLog({ brokers: brokers.split(','), namespace, partitions: 4 });
log.consume({
  topic: makeTopic(),
  group: 'readers',
  batchSize: 20,
  handle: async (records) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.stdout.write(records.map(({ value }) => `${value.text}\n`).join(''));
  },
  onAssigned: () => process.stdout.write('ready\n'),
});
