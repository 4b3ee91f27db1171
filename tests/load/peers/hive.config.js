import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

// As its documentation tunes it: the Rust planner, no logs, no pages, no telemetry, one worker. Connections are kept by default, and an
// agent of its own changes nothing; with --jit it answers null. HIVE holds what a contestant sets besides.
export const gatewayConfig = defineConfig({
  supergraph: `${process.env.FOLDER}/supergraph.graphql`,
  unifiedGraphHandler,
  logging: false,
  graphiql: false,
  landingPage: false,
  pollingInterval: 0,
  ...JSON.parse(process.env.HIVE ?? '{}'),
});
