import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { helpText } from '@aqmrg/platform/config/help.ts';
import { postureWarnings } from '@aqmrg/platform/config/posture.ts';
import { ConfigError, readConfig, redacted } from '@aqmrg/platform/config/read.ts';
import { type Config, serviceNames } from '@aqmrg/platform/config/schema.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createLog, type Log } from '@aqmrg/platform/log.ts';
import { banner } from './banner.ts';

// what was compiled once is loaded at the next start: a third of a second
enableCompileCache();
// before @apollo/gateway is loaded: its telemetry is on unless it is told
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const fail = (error: unknown): never => {
  const expected = error instanceof ConfigError || error instanceof AirError;
  process.stderr.write(`${expected ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
};

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  say(helpText());
  process.exit(0);
}

if (existsSync('.env')) process.loadEnvFile('.env');

/** Starts tracing where somebody listens; nothing of it is loaded otherwise. Resolves with how to end it. */
const traceTo = async (config: Config, log: Log): Promise<() => Promise<void>> => {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return async () => undefined;
  const { startTracing } = await import('@aqmrg/platform/observe/start-tracing.ts');
  const everything = config.SERVE.length === serviceNames.length;
  return startTracing({
    endpoint,
    serviceName: everything ? 'air-graph' : `air-graph-${config.SERVE.join('-')}`,
    sampler: config.OTEL_TRACES_SAMPLER,
    ratio: config.OTEL_TRACES_SAMPLER_ARG,
    log,
  });
};

const main = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, process.stdout.isTTY);
  log.debug({ config: redacted(config) }, 'configuration');
  for (const warning of postureWarnings(config)) log.warn(warning);
  const stopTracing = await traceTo(config, log);
  const { startPlatform } = await import('./platform.ts');
  const platform = await startPlatform(config, log, (error) => {
    log.fatal({ err: error }, 'the disk failed: nothing more can be acknowledged');
    process.exit(1);
  });
  say(banner(platform, config));

  const stop = async (signal: string): Promise<void> => {
    const failed = await platform.stop(signal);
    await stopTracing();
    process.exit(failed.length === 0 ? 0 : 1);
  };
  // a second signal does not wait
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      void stop(signal);
    });
  }
};

await main().catch(fail);
