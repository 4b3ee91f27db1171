/**
 * What every answer says to browsers: data, and nothing to be run, framed or guessed at. One object for all of them, since helmet builds
 * its chain anew for each request; pages have their own. CORP keeps the data out of other sites' images and scripts; what CORS
 * lets in is not asked for it.
 */
export const securityHeaders = (isProduction: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // a promise for a year, which a machine at home could not keep
  ...(isProduction ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});
