import { z } from 'zod';
import { samplerNames } from '../observe/sampler-names.ts';
import { accessSettings } from './access-settings.ts';
import { alertSettings } from './alert-settings.ts';
import { exportSettings } from './export-settings.ts';
import { list } from './parts.ts';
import { fromFiles } from './secret-files.ts';
import { serverSettings } from './server-settings.ts';

/** The names that SERVE may list, and the port that each listens on when it stands apart. */
export const servicePorts = {
  gateway: 8000,
  auth: 8001,
  readings: 8002,
  forecasts: 8003,
  correlations: 8004,
  alerts: 8005,
  sensors: 8006,
  exports: 8007,
} as const;
export type ServiceName = keyof typeof servicePorts;
export const serviceNames = Object.keys(servicePorts) as ServiceName[];

const serve = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(serviceNames, { error: `use names of: ${serviceNames.join(', ')}` })).min(1));

const replay = z
  .union([z.enum(['on', 'off']), z.coerce.number().min(1).max(3_600)], {
    error: 'use on, off, or a speed from 1 to 3600',
  })
  .transform((value) =>
    value === 'off'
      ? ({ kind: 'off' } as const)
      : ({ kind: 'on', speed: value === 'on' ? 1 : value } as const),
  );

const port = z.coerce.number({ error: 'use a port number' }).int().min(0).max(65_535);
const urls = (service: Exclude<ServiceName, 'gateway'>) =>
  list
    .pipe(
      z.array(z.url({ protocol: /^https?$/, error: 'use addresses such as http://127.0.0.1:8002' })).min(1),
    )
    .default([`http://127.0.0.1:${servicePorts[service]}`])
    .describe(
      `Where the ${service} subgraph is reached, when it stands apart; its replicas by commas. They are asked in turn.`,
    );
const portOf = (service: Exclude<ServiceName, 'gateway'>) =>
  port
    .optional()
    .describe(
      `The port that the ${service} subgraph listens on, when it stands apart. Default: that of the first address in ${service.toUpperCase()}_URL.`,
    );

const positive = (error: string) => z.coerce.number({ error }).positive({ error });

/** Everything that can be set from outside, with its default and what it means. */
export const settings = z.object({
  PROFILE: z
    .enum(['embedded', 'distributed'], { error: 'use embedded or distributed' })
    .default('embedded')
    .describe(
      'What keeps the data: embedded (one process, in DATA_DIR) or distributed (PostgreSQL, InfluxDB, Kafka, Redis, S3).',
    ),
  SERVE: serve
    .default([...serviceNames])
    .describe(`Comma-separated names of what this process serves: ${serviceNames.join(', ')}. Default: all.`),
  PORT: port.default(servicePorts.gateway).describe("The gateway's port."),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('The address to listen on; 0.0.0.0 opens it to the network.'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .describe('The folder that keeps everything. One process owns it.'),
  REPLAY: replay
    .default({ kind: 'on', speed: 1 })
    .describe('Built-in recordings of real air: on, off, or how many times faster (starts 24 h back).'),
  MODELS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The folder of the models that forecast, with its registry.json. Default: the one that comes with the code, ml/models.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  ...accessSettings,
  ...alertSettings,
  ...exportSettings,
  ...serverSettings,
  AUTH_URL: urls('auth'),
  READINGS_URL: urls('readings'),
  FORECASTS_URL: urls('forecasts'),
  CORRELATIONS_URL: urls('correlations'),
  ALERTS_URL: urls('alerts'),
  EXPORTS_URL: urls('exports'),
  SENSORS_URL: urls('sensors'),
  AUTH_PORT: portOf('auth'),
  READINGS_PORT: portOf('readings'),
  FORECASTS_PORT: portOf('forecasts'),
  CORRELATIONS_PORT: portOf('correlations'),
  ALERTS_PORT: portOf('alerts'),
  EXPORTS_PORT: portOf('exports'),
  SENSORS_PORT: portOf('sensors'),
  CORS_ORIGINS: list
    .default(['https://studio.apollographql.com', 'http://localhost:3000'])
    .describe('Comma-separated origins whose pages may call this API.'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe(
      'production refuses weak secrets, and closes what EXPLORE opens to strangers unless EXPLORE says otherwise.',
    ),
  EXPLORE: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'Introspection, "did you mean" hints and the explorer pages for strangers: on or off. Default: on, off in production.',
    ),
  TRUSTED_DOCUMENTS: z
    .enum(['off', 'prefer', 'only'])
    .default('prefer')
    .describe(
      'Documents of the manifest: off, prefer (they may be asked by id), or only (nothing else is answered).',
    ),
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('A persisted query manifest of your own clients, beside the built-in one.'),
  MAX_QUERY_COST: positive('use a number of cost points')
    .default(20_000)
    .describe('The most that one operation may cost, by @cost and @listSize.'),
  REQUEST_TIMEOUT_S: positive('use seconds')
    .default(30)
    .describe('Seconds within which a whole request is answered.'),
  SUBGRAPH_TIMEOUT_S: positive('use seconds')
    .default(10)
    .describe('Seconds within which one subgraph answers; its fields are null after that.'),
  MAX_SOCKETS: positive('use a number of sockets')
    .default(20_000)
    .describe('WebSockets that may be open at once.'),
  MAX_SOCKETS_PER_ADDRESS: positive('use a number of sockets')
    .default(1_000)
    .describe('Of those, how many one address may have open; IPv6 by its /64.'),
  MAX_SUBSCRIPTIONS_PER_SOCKET: positive('use a number of subscriptions')
    .default(50)
    .describe('Operations that one WebSocket may have open at once.'),
  MAX_SUBSCRIPTIONS_PER_CALLER: positive('use a number of subscriptions')
    .default(1_000)
    .describe('Subscriptions that one account, or one address of strangers, may have open at once.'),
  DRAIN_SPREAD_S: positive('use seconds')
    .default(10)
    .describe('Seconds over which clients are told to come back after a restart.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ error: 'use an address such as http://127.0.0.1:4318' })
    .optional()
    .describe('Where traces go, by OTLP over HTTP. None are made where it is not set.'),
  OTEL_TRACES_SAMPLER: z
    .enum(samplerNames)
    .default('parentbased_always_on')
    .describe(`Which traces are kept: ${samplerNames.join(', ')}.`),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'use a share from 0 to 1' })
    .min(0)
    .max(1)
    .default(1)
    .describe('The share of traces that the samplers by ratio keep, 0 to 1.'),
});

export type Config = Readonly<z.output<typeof settings>>;

/** Settings whose values are never printed. */
export const secretSettings: ReadonlySet<string> = new Set([...fromFiles, 'ADMIN_TOKEN']);
