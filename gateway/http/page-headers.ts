import { createHash } from 'node:crypto';
import type { FastifyHelmetRouteOptions } from '@fastify/helmet';

type Helmet = Exclude<FastifyHelmetRouteOptions['helmet'], false | undefined>;

/** The scripts and styles that stand in a page, as a policy names them. */
const hashesOf = (html: string, tag: 'script' | 'style'): readonly string[] =>
  [...html.matchAll(new RegExp(`<${tag}(?: type="module")?>([\\s\\S]*?)</${tag}>`, 'g'))].map(
    ([, text = '']) => {
      // as browsers read it
      const hash = createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('base64');
      return `'sha256-${hash}'`;
    },
  );

type Directives = Readonly<Record<string, readonly string[]>>;

/** Runs what stands in this page, and asks this very server; `more` is what the page needs beside that. */
const page = (
  html: string,
  more: Directives = {},
  opens: 'same-origin' | 'same-origin-allow-popups' = 'same-origin',
): Helmet => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': hashesOf(html, 'script'),
      'style-src': hashesOf(html, 'style'),
      'connect-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      ...more,
    },
  },
  crossOriginOpenerPolicy: { policy: opens },
  // said of every answer, in production
  strictTransportSecurity: false,
});

export const landingHeaders = (html: string): Helmet => page(html);

const sandboxScripts = 'https://embeddable-sandbox.cdn.apollographql.com';

/** Apollo's script puts Apollo's page into a frame, styles that by attributes, and asks our graph on its behalf. */
export const sandboxHeaders = (html: string): Helmet =>
  page(
    html,
    {
      'script-src': [...hashesOf(html, 'script'), sandboxScripts],
      'style-src': ["'unsafe-inline'"],
      'frame-src': ['https://sandbox.embed.apollographql.com'],
    },
    'same-origin-allow-popups',
  );

/** GraphiQL's editor styles itself as it goes, and works in threads that it carries with it. */
export const graphiqlHeaders = (html: string): Helmet =>
  page(html, {
    'style-src': ["'unsafe-inline'"],
    'font-src': ['data:'],
    'worker-src': ['data:', 'blob:'],
  });
