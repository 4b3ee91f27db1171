import {
  decodeConsumerProtocolAssignment,
  decodeConsumerProtocolSubscription,
  encodeConsumerProtocolAssignment,
  encodeConsumerProtocolSubscription,
} from '@platformatic/kafka';

/** What members of a group of one topic tell one another through the broker, which does not read it. */
const version = 1;

const partitionsIn = (
  topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
  topic: string,
): readonly number[] => topics.find((one) => one.topic === topic)?.partitions ?? [];

export const encodeOwned = (topic: string, owned: readonly number[]): Buffer =>
  encodeConsumerProtocolSubscription({
    version,
    topics: [topic],
    userData: Buffer.alloc(0),
    ownedPartitions: [{ topic, partitions: [...owned] }],
  });

export const decodeOwned = (topic: string, metadata: Buffer): readonly number[] =>
  partitionsIn(decodeConsumerProtocolSubscription(metadata).ownedPartitions, topic);

export const encodeAssigned = (topic: string, partitions: readonly number[]): Buffer =>
  encodeConsumerProtocolAssignment({
    version,
    assignedPartitions: [{ topic, partitions: [...partitions] }],
  });

export const decodeAssigned = (topic: string, assignment: Buffer): readonly number[] =>
  partitionsIn(decodeConsumerProtocolAssignment(assignment).assignedPartitions, topic);
