import { randomUUID } from 'node:crypto';
import { openKafkaEventLog } from '@aqmrg/platform/drivers/event-log-kafka/index.ts';
import { type ReadingsReported, readingsReported } from '@aqmrg/schema/events/readings.ts';
import { Producer } from '@platformatic/kafka';
import { hourStart, minuteMs } from '../../support/builders.ts';
import { forgetTopics } from './leftovers.ts';

/** As a door makes them of a call of 1,000 rows: five readings of each of 200 sensors. */
const sensors = 200;
const readings = 5;
/** Calls at once. */
const callers = 8;

interface Record {
  readonly key: string;
  readonly value: ReadingsReported;
}

const recordOf = (sensor: number): Record => {
  const start = hourStart(24);
  return {
    key: `bench-${sensor}`,
    value: {
      sensorId: `bench-${sensor}`,
      receivedAt: start,
      reportedBy: 'bench',
      delivery: 'BACKFILL',
      readings: Array.from({ length: readings }, (_, minute) => ({
        quantity: 'PM25',
        periodStart: start + minute * minuteMs,
        periodEnd: start + (minute + 1) * minuteMs,
        value: 20.5 + minute,
        unit: 'MICROGRAM_PER_CUBIC_METRE',
      })),
    },
  };
};

/** Records a second of what is done again and again, by so many at once; `one` resolves with how many it wrote. */
const rateOf = async (sideBySide: number, seconds: number, one: () => Promise<number>): Promise<number> => {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let records = 0;
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      while (performance.now() < until) {
        const written = await one();
        records += written;
      }
    }),
  );
  return (records * 1_000) / (performance.now() - began);
};

export interface Appends {
  /** Through our driver: checked against the schema, made JSON, gathered, acknowledged. */
  readonly driver: number;
  /** Ready bytes by an idempotent producer of the library, a request a call. */
  readonly bareByCall: number;
  /** The same, eight calls in a request: as much as our driver gathers. */
  readonly bare: number;
}

/** Records a second, in turns, into topics of one kind: twelve partitions, every batch synced before it is acknowledged where there is one broker. */
export const measureAppends = async (
  brokers: readonly string[],
  rounds: number,
  seconds: number,
): Promise<readonly Appends[]> => {
  const namespace = `bench${randomUUID()}.`;
  const open = (name: string) =>
    openKafkaEventLog({ brokers, namespace: `${namespace}${name}.`, topics: [readingsReported] });
  const log = await open('driver');
  // makes the topic, as it makes its own
  await (await open('bare')).close();
  const producer = new Producer({ clientId: 'bare', bootstrapBrokers: [...brokers], idempotent: true });
  const call = Array.from({ length: sensors }, (_, sensor) => recordOf(sensor));
  const messages = call.map(({ key, value }) => ({
    topic: `${namespace}bare.${readingsReported.name}`,
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify(value)),
  }));
  const gathered = Array.from({ length: callers }, () => messages).flat();

  const appendCall = async (): Promise<number> => (await log.append(readingsReported, call)).length;
  const sendBare = (some: typeof messages) => async (): Promise<number> => {
    await producer.send({ messages: some });
    return some.length;
  };
  try {
    await rateOf(callers, 1, appendCall);
    await rateOf(1, 1, sendBare(gathered));
    const measured: Appends[] = [];
    for (let i = 0; i < rounds; i += 1)
      measured.push({
        driver: await rateOf(callers, seconds, appendCall),
        bareByCall: await rateOf(callers, seconds, sendBare(messages)),
        bare: await rateOf(1, seconds, sendBare(gathered)),
      });
    return measured;
  } finally {
    await Promise.all([log.close(), producer.close()]);
    await forgetTopics(brokers, namespace);
  }
};
