import type { IncomingHttpHeaders } from 'node:http';

/** RFC 9110, 13: what a request makes its answer depend on. */
export type Condition = 'FAILED' | 'NOT_MODIFIED' | 'NONE';

const names = (header: string, etag: string, isWeakEnough: boolean): boolean =>
  header.split(',').some((one) => {
    const given = one.trim();
    return given === '*' || given === etag || (isWeakEnough && given === `W/${etag}`);
  });

/** Of a representation with a strong `etag`, in the order that the standard has (13.2.2). */
export const conditionOf = (headers: IncomingHttpHeaders, etag: string): Condition => {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !names(match, etag, false)) return 'FAILED';
  if (noneMatch !== undefined && names(noneMatch, etag, true)) return 'NOT_MODIFIED';
  return 'NONE';
};

/** Whether the range that is asked for is one of what there is now: a date never says so, since none is told. */
export const isRangeOf = (headers: IncomingHttpHeaders, etag: string): boolean => {
  const ifRange = headers['if-range'];
  return ifRange === undefined || ifRange === etag;
};
