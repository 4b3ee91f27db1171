import { defineConfig } from 'vitest/config';
import { missingServers } from './tests/support/servers.ts';

/** The suites that run on both profiles, each the same for both. */
const onBoth = [
  'tests/e2e/{alerts,associations,bad-input,edge,exports,forecasts,observe,one-graph}.test.ts',
  'tests/live/{filters,protocol,resume,revisions}.test.ts',
];

const missing = missingServers();
if (missing.length > 0)
  process.stderr.write(`The whole platform is not run on servers: ${missing.join(', ')} not set.\n`);

const shared = {
  exclude: ['**/node_modules/**'],
  testTimeout: 60_000,
  hookTimeout: 180_000,
};

/** Tests on real servers. `npm test` leaves them out: they take longer, and not every machine can. `infra/services/with.sh` starts the servers. */
export default defineConfig({
  test: {
    // a house of nine processes is enough beside servers that are stopped and waited for; each file has names of its own on the servers
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'drivers',
          include: ['{platform,schema,prisma,gateway,subgraphs,infra,tests}/**/*.services.test.ts'],
        },
      },
      ...(missing.length > 0
        ? []
        : [
            {
              test: { ...shared, name: 'the house', include: onBoth, env: { PLACEMENTS: 'on servers' } },
            },
          ]),
    ],
  },
});
