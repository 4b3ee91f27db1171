import { readFileSync } from 'node:fs';

/** What the pages ask first: across sensors and readings, and worth looking at. */
export const firstQuery = readFileSync(
  new URL(import.meta.resolve('@aqmrg/schema/operations/newest-air.graphql')),
  'utf8',
);
