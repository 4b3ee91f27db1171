import { Agent } from 'node:http';
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const agent = new Agent({ keepAlive: true });

/** As its documentation tunes it: the Rust planner, kept connections, no logs, no pages; identical requests shared. */
export const gatewayConfig = defineConfig({
  supergraph: `${process.env.FOLDER}/supergraph.graphql`,
  unifiedGraphHandler,
  customAgent: () => agent,
  logging: false,
  graphiql: false,
  landingPage: false,
  pollingInterval: 0,
  ...JSON.parse(process.env.HIVE ?? '{}'),
});
