import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// what kills and starves processes takes its time: `npm run test:faults`
const faults = ['tests/faults/**', 'platform/drivers/pglite-kill/**'];
const withFaults = process.env.KILLS !== undefined;

export default defineConfig({
  // its "module" field would load a second copy beside the CommonJS one that Node itself resolves
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['{platform,schema,prisma,gateway,subgraphs,infra,tests}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.services.test.ts', 'tests/load/**', ...(withFaults ? [] : faults)],
    // vitest would leave one of two cores idle; most files wait for a process or a disk
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
