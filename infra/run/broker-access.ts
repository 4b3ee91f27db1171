import { readFileSync } from 'node:fs';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { KafkaEventLogOptions } from '@aqmrg/platform/drivers/event-log-kafka/index.ts';

type BrokerSettings = Pick<
  Config,
  'KAFKA_TLS' | 'KAFKA_CA_FILE' | 'KAFKA_USERNAME' | 'KAFKA_PASSWORD' | 'KAFKA_SASL'
>;

const whyUnreadable = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----')
      ? undefined
      : 'this file holds no certificate in PEM form';
  } catch (error) {
    return `this file cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
};

/** What does not fit together in how brokers are spoken to; one line a problem. */
export const brokerProblems = (config: BrokerSettings): readonly string[] => {
  const { KAFKA_TLS, KAFKA_CA_FILE, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL } = config;
  const problems: string[] = [];
  if ((KAFKA_USERNAME === undefined) !== (KAFKA_PASSWORD === undefined))
    problems.push(
      `${KAFKA_PASSWORD === undefined ? 'KAFKA_PASSWORD' : 'KAFKA_USERNAME'} is not set: KAFKA_USERNAME and KAFKA_PASSWORD belong together`,
    );
  if (KAFKA_USERNAME !== undefined && KAFKA_SASL === 'PLAIN' && KAFKA_TLS === 'off')
    problems.push(
      'KAFKA_SASL=PLAIN: the password would cross the network readable; set KAFKA_TLS=on, or use SCRAM-SHA-512',
    );
  if (KAFKA_CA_FILE === undefined) return problems;
  if (KAFKA_TLS === 'off')
    problems.push(`KAFKA_CA_FILE=${KAFKA_CA_FILE}: nothing is checked by it unless KAFKA_TLS=on`);
  const why = whyUnreadable(KAFKA_CA_FILE);
  if (why !== undefined) problems.push(`KAFKA_CA_FILE=${KAFKA_CA_FILE}: ${why}`);
  return problems;
};

/** How the driver is to speak to brokers, of settings without problems. */
export const reachBrokers = (config: BrokerSettings): Pick<KafkaEventLogOptions, 'tls' | 'sasl'> => {
  const { KAFKA_TLS, KAFKA_CA_FILE, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL } = config;
  return {
    ...(KAFKA_TLS === 'on' ? { tls: KAFKA_CA_FILE ? { ca: readFileSync(KAFKA_CA_FILE) } : {} } : {}),
    ...(KAFKA_USERNAME !== undefined && KAFKA_PASSWORD !== undefined
      ? { sasl: { mechanism: KAFKA_SASL, username: KAFKA_USERNAME, password: KAFKA_PASSWORD } }
      : {}),
  };
};
