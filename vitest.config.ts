import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// what takes its time has scripts of its own: `npm run test:faults` kills and starves processes, `npm run test:live` follows events from outside,
// `npm run test:security` attacks whole houses, `npm run test:apart` starts the parts of a house as processes of their own, `npm run test:whole` some more of one process
const apart = {
  faults: ['tests/faults/**', 'platform/drivers/pglite-faults/**'],
  live: ['tests/live/**', 'tests/e2e/client-package.test.ts', 'schema/client/live.test.ts'],
  security: ['tests/security/**'],
  processes: [
    ...['access', 'associations', 'bad-input', 'edge', 'exports', 'first-start', 'follow-live-readings'],
    ...['forecasts', 'full-forecasts', 'get-in', 'isolation', 'observe', 'run-in-production'],
  ].map((suite) => `tests/e2e/${suite}.test.ts`),
};
const left = [
  ...(process.env.KILLS === undefined ? apart.faults : []),
  ...(process.env.LIVE === undefined ? apart.live : []),
  ...(process.env.SECURITY === undefined ? apart.security : []),
  ...(process.env.PLACEMENTS === undefined ? apart.processes : []),
];

export default defineConfig({
  // its "module" field would load a second copy beside the CommonJS one that Node itself resolves
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['{platform,schema,prisma,gateway,subgraphs,infra,ml,tests}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.services.test.ts', 'tests/load/**', ...left],
    // most files wait for a process or a disk
    maxWorkers: 3,
    // files leave nothing behind, and loading the platform anew for each of them took a fifth of the time
    isolate: false,
    // each event log is a thread that loads its code anew: half of that was the types, taken out again each time
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/node', import.meta.url)) },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
