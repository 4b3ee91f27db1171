import type { EventLog, LogRecord } from '@aqmrg/platform/ports/event-log.ts';
import {
  type AccessFact,
  accessKeys,
  accessSessions,
  accessSigningKeys,
} from '@aqmrg/schema/events/access.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';

/** A topic, and how far one subscriber has it. */
export interface Lane {
  readonly topic: Topic<AccessFact>;
  readonly from: Record<number, number>;
}

const topics = [accessSigningKeys, accessKeys, accessSessions] as unknown as readonly Topic<AccessFact>[];

export const openLanes = (): readonly Lane[] => topics.map((topic) => ({ topic, from: {} }));

export const advance = ({ from }: Lane, records: readonly LogRecord<AccessFact>[]): void => {
  for (const { position } of records) from[position.partition] = position.offset + 1;
};

/**
 * Whether the log holds nothing behind these lanes, asked of the log itself: what was acknowledged lies there, whatever a tail does. Where it cannot say, it is taken
 * for no. Looks at the ends of three topics, and at one record where one of them lies further on.
 */
export const isAllRead = async (
  eventLog: Pick<EventLog, 'bounds' | 'readFrom'>,
  lanes: readonly Lane[],
): Promise<boolean> => {
  try {
    for (const { topic, from } of lanes) {
      const { end } = await eventLog.bounds(topic);
      const isFurther = Object.entries(end).some(
        ([partition, offset]) => offset > (from[Number(partition)] ?? 0),
      );
      // retention may have dropped the newest record: then the end lies further on, and nothing is there
      if (isFurther && (await eventLog.readFrom(topic, { ...from }, 1)).length > 0) return false;
    }
    return true;
  } catch {
    return false;
  }
};
