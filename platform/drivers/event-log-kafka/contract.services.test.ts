import { describe } from 'vitest';
import { eventLogContract } from '../../ports/event-log.contract.ts';
import { openKafkaEventLog } from './index.ts';
import { brokers, freshNamespace, orWhyNot } from './testing/fresh-log.ts';

describe.skipIf(brokers.length === 0)(`the event log on Kafka${orWhyNot}`, () => {
  for (const partitions of [1, 3]) {
    const namespace = freshNamespace();
    eventLogContract(`Kafka, partitions: ${partitions}`, () =>
      openKafkaEventLog({ brokers, namespace, partitions }),
    );
  }
});
