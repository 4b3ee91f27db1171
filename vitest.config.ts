import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{platform,schema,prisma,gateway,subgraphs,infra,tests}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.services.test.ts', 'tests/load/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
