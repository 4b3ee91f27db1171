import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KafkaEventLogOptions } from './index.ts';
import { brokers, note, openFresh, orWhyNot, textsIn } from './testing/fresh-log.ts';
import { makeTopic } from './testing/notes-topic.ts';
import { type SecureBroker, startSecureBroker } from './testing/secure-broker.ts';

const topic = makeTopic();

describe.skipIf(brokers.length === 0)(
  `a broker that speaks TLS and wants to know who asks${orWhyNot}`,
  () => {
    let broker: SecureBroker;
    beforeAll(async () => {
      broker = await startSecureBroker();
    }, 120_000);
    afterAll(() => broker?.remove());

    const open = ({ sasl, ...options }: Partial<KafkaEventLogOptions> = {}) => {
      const { authority, username, password } = broker;
      return openFresh({
        brokers: broker.brokers,
        tls: { ca: authority },
        sasl: { mechanism: 'SCRAM-SHA-512', username, password, ...sasl },
        openTimeoutMs: 3_000,
        ...options,
      });
    };
    const failure = (opening: Promise<unknown>): Promise<Error> =>
      opening.then(
        () => expect.unreachable(),
        (error: Error) => error,
      );

    it.for(['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'] as const)('is spoken to by %s', async (mechanism) => {
      const { username, password } = broker;
      const log = await open({ sasl: { mechanism, username, password } });
      await log.append(topic, [note('key', 'told')]);
      expect(await textsIn(log, topic)).toEqual(['told']);
      const heard = Promise.withResolvers<string | undefined>();
      log.consume({ topic, group: 'readers', handle: async ([first]) => heard.resolve(first?.value.text) });
      expect(await heard.promise).toBe('told');
    });

    it('says that it refuses a wrong password, and not which', async () => {
      const sasl = { mechanism: 'SCRAM-SHA-512', username: 'air', password: 'wrong-secret' } as const;
      const error = await failure(open({ sasl }));
      expect(error.message).toMatch(/^Kafka at localhost:\d+ cannot be used: .*SASL authentication failed/);
      expect(inspect(error, { depth: null })).not.toContain('wrong-secret');
    });

    it('is not believed where nobody vouches for its certificate', async () => {
      expect((await failure(open({ tls: {} }))).message).toMatch(/cannot be used: .*self-signed certificate/);
    });
  },
);
