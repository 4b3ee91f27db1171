import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportRequest } from './export-request.ts';

const iso = (at: EpochMs): string => new Date(at).toISOString();

/** What `requestExport` takes as its input to make the same export again. What does not narrow is left out. */
export const inputOf = ({ from, to, asOf, ...rest }: ExportRequest): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  from: iso(from),
  to: iso(to),
  // Averages are of what is known when they are asked for.
  ...(rest.average === null ? { asOf: iso(asOf) } : {}),
});

export const requestText = (request: ExportRequest): string => JSON.stringify(inputOf(request));
