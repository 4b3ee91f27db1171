import { NewestAirDocument } from '@aqmrg/schema/client/operations.generated.ts';

/** What the pages ask first: across sensors and readings, and worth looking at. It is a trusted document, so that it is always answered. */
export const firstQuery = String(NewestAirDocument).trim();
