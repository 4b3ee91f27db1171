import { openKafkaEventLog } from '../index.ts';
import { makeTopic } from './notes-topic.ts';

/** The process that `bounds.services.test.ts` watches end: does everything that a log does, closes it, and has nothing left to wait for. */
const [brokers, namespace] = process.argv.slice(2) as [string, string];

const topic = makeTopic();
const log = await openKafkaEventLog({ brokers: brokers.split(','), namespace, partitions: 2 });
await log.append(topic, [{ key: 'key', value: { text: 'one' } }]);
const handled = Promise.withResolvers<void>();
log.consume({ topic, group: 'readers', handle: async () => handled.resolve() });
const tail = log.tail(topic, {}, new AbortController().signal);
await tail.next();
const waiting = tail.next();
await handled.promise;
await log.bounds(topic);
await log.close();
await waiting;
process.stdout.write('closed\n');
