import { defineConfig } from 'prisma/config';

// The CLI otherwise downloads a schema engine before anything else. Generating needs none: authoring and
// applying migrations are our own (prisma/author.ts, prisma/migrate.ts). Whoever has the engine sets the variable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= '/bin/true';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL === undefined ? {} : { datasource: { url: process.env.DATABASE_URL } }),
});
