import { readFileSync } from 'node:fs';

const read = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@aqmrg/schema/${file}`)), 'utf8');

/** The committed supergraph; `npm run codegen` makes it and `npm run check` refuses a stale one. */
export const loadSupergraphSdl = (): string => read('supergraph.graphql');

/** The committed client-facing schema. */
export const loadApiSdl = (): string => read('api.graphql');
