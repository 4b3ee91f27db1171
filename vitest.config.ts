import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// what takes its time has scripts of its own: `npm run test:faults` kills and starves processes, `npm run test:live` follows events from outside
const apart = {
  faults: ['tests/faults/**', 'platform/drivers/pglite-kill/**'],
  live: ['tests/live/**', 'tests/e2e/client-package.test.ts'],
};
const left = [
  ...(process.env.KILLS === undefined ? apart.faults : []),
  ...(process.env.LIVE === undefined ? apart.live : []),
];

export default defineConfig({
  // its "module" field would load a second copy beside the CommonJS one that Node itself resolves
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['{platform,schema,prisma,gateway,subgraphs,infra,tests}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.services.test.ts', 'tests/load/**', ...left],
    // most files wait for a process or a disk
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
