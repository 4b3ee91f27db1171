import { z } from 'zod';
import { count, file, list } from './parts.ts';

/** Settings of servers that hold a password or a token: they may be read from a file, and are never printed. */
export const serverSecretNames = [
  'DATABASE_URL',
  'KAFKA_PASSWORD',
  'REDIS_URL',
  'INFLUX_TOKEN',
  'S3_SECRET_ACCESS_KEY',
] as const;

const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `use an address such as ${example}` });

/** Where the servers of the distributed profile are. Each process needs those that its subgraphs stand on. */
export const serverSettings = {
  NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'use up to 31 small letters, digits and -, a letter first' })
    .default('air')
    .describe(
      'Begins the names of topics, buckets and keys: houses that share servers are told apart by it.',
    ),
  DATABASE_URL: address(/^postgres(ql)?$/, 'postgres://air:password@127.0.0.1:5432/air')
    .optional()
    .describe('PostgreSQL, of whoever may make schemas and roles. Distributed profile: auth, sensors.'),
  DATABASE_URL_FILE: file('DATABASE_URL'),
  DATABASE_CONNECTIONS: count('use a number of connections')
    .default(10)
    .describe('Connections to PostgreSQL that each subgraph of a process may have open.'),
  KAFKA_BROKERS: list
    .optional()
    .describe('Comma-separated host:port of Kafka brokers. Distributed profile: all subgraphs.'),
  KAFKA_PARTITIONS: count('use a number of partitions')
    .default(12)
    .describe('Partitions of each topic when it is made: as many processes can share its work at most.'),
  KAFKA_REPLICATION: count('use a number of replicas')
    .default(1)
    .describe('Brokers that keep each record, for topics that are made: three, where there are three.'),
  KAFKA_TLS: z
    .enum(['on', 'off'], { error: 'use on or off' })
    .default('off')
    .describe('Whether brokers are spoken to by TLS.'),
  KAFKA_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('A PEM file of the authorities that brokers are believed by. Default: those of the system.'),
  KAFKA_USERNAME: z.string().min(1).optional().describe('Who asks the brokers, where they want to know.'),
  KAFKA_PASSWORD: z.string().min(1).optional().describe('What proves that.'),
  KAFKA_PASSWORD_FILE: file('KAFKA_PASSWORD'),
  KAFKA_SASL: z
    .enum(['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'], {
      error: 'use SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN',
    })
    .default('SCRAM-SHA-512')
    .describe('How it is proven. PLAIN shows the password itself, and is for TLS only.'),
  REDIS_URL: address(/^rediss?$/, 'redis://:password@127.0.0.1:6379')
    .optional()
    .describe('Redis. Distributed profile: the gateway and all subgraphs.'),
  REDIS_URL_FILE: file('REDIS_URL'),
  INFLUX_URL: address(/^https?$/, 'http://127.0.0.1:8086')
    .optional()
    .describe('InfluxDB 2. Distributed profile: readings.'),
  INFLUX_TOKEN: z.string().min(1).optional().describe('Of whoever may make buckets and tasks there.'),
  INFLUX_TOKEN_FILE: file('INFLUX_TOKEN'),
  INFLUX_ORG: z.string().min(1).default('air').describe('The organisation in InfluxDB.'),
  S3_ENDPOINT: address(/^https?$/, 'http://127.0.0.1:9000')
    .optional()
    .describe('An S3 server. Distributed profile: whoever keeps files.'),
  S3_REGION: z.string().min(1).default('us-east-1').describe('Its region.'),
  S3_BUCKET: z
    .string()
    .min(3)
    .optional()
    .describe('The bucket that holds the files. Default: NAMESPACE-objects.'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('Who asks it.'),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('What proves that.'),
  S3_SECRET_ACCESS_KEY_FILE: file('S3_SECRET_ACCESS_KEY'),
};
