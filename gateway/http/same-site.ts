import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request can have been made by nobody but its own client: by a program, or by a page of this very site.
 * Browsers tell it in Sec-Fetch-Site; where they do not (plain HTTP), they still name themselves.
 * Apollo Server asks each GET for a header that no other site's page can set; programs need none.
 */
export const isFromNoOtherSite = (headers: IncomingHttpHeaders): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return (
    headers.origin === undefined &&
    headers.referer === undefined &&
    !(headers['user-agent'] ?? '').includes('Mozilla/')
  );
};
