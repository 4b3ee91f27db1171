import { defineConfig } from 'vitest/config';

/** Tests that start a real server. `npm test` leaves them out: they take longer, and not every machine can. */
export default defineConfig({
  test: {
    include: ['{platform,schema,prisma,gateway,subgraphs,infra,tests}/**/*.services.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
