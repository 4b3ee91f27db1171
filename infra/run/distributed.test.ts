import { readConfig } from '@aqmrg/platform/config/read.ts';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { PortName } from '@aqmrg/platform/subgraph/define.ts';
import { describe, expect, it } from 'vitest';
import { distributedPorts } from './distributed.ts';

const log = createLog('silent');
const secret = 'u8Qm0rZ5yJw3xT7aLk2Vn9Bc4Df6Gh1E';

const open = (environment: Record<string, string>, needed: readonly PortName[]) =>
  distributedPorts({
    config: readConfig({ PROFILE: 'distributed', ...environment }),
    lifecycle: createLifecycle(log),
    log,
    needed: new Set(needed),
  });

describe('the distributed profile', () => {
  it('names everything that is missing at once, and what it is needed for', () => {
    expect(() => open({ SERVE: 'auth' }, ['database', 'eventLog', 'cache'])).toThrow(
      [
        'INTERNAL_SECRET',
        'CURSOR_SECRET',
        'AUTH_SECRET',
        'SETUP_TOKEN',
        'DATABASE_URL',
        'KAFKA_BROKERS',
        'REDIS_URL',
      ]
        .map((name) => `  ${name} is not set: PROFILE=distributed needs it to serve auth`)
        .join('\n'),
    );
  });

  it('asks a gateway alone for its secrets and for Redis', () => {
    expect(() => open({ SERVE: 'gateway' }, ['cache'])).toThrow(/REDIS_URL is not set/);
    expect(() => open({ SERVE: 'gateway' }, ['cache'])).not.toThrow(
      /DATABASE_URL|KAFKA|INFLUX|S3_|AUTH_SECRET/,
    );
  });

  it('opens nothing before it is asked for', () => {
    const environment = { INTERNAL_SECRET: secret, CURSOR_SECRET: secret, REDIS_URL: 'redis://127.0.0.1:1' };
    expect(() => open({ SERVE: 'gateway', ...environment }, ['cache'])).not.toThrow();
  });
});
