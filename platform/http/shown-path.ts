import type { FastifyRequest } from 'fastify';

/** The path of a request, for logs and traces: without what was asked of it, and of a route that takes whatever comes without that, since it may be a secret. */
export const shownPath = ({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): string => {
  const route = routeOptions.url;
  return route?.endsWith('*') ? route : (url.split('?')[0] as string);
};
