import type { FastifyInstance, FastifyRequest } from 'fastify';
import { shownPath } from '../http/shown-path.ts';
import { currentTracing, type OpenSpan } from './tracing.ts';

/** Asked every few seconds by machines, and never of interest. */
const untraced = new Set(['/health', '/ready', '/metrics']);

/** One span a request, which continues the trace that the client names. Does nothing where tracing is off. */
export const traceRequests = (app: FastifyInstance): void => {
  const tracing = currentTracing();
  if (tracing === undefined) return;
  const spans = new WeakMap<FastifyRequest, OpenSpan>();

  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (route !== undefined && untraced.has(route)) return done();
    const span = tracing.start(
      `${request.method} ${route ?? 'nowhere'}`,
      {
        'http.request.method': request.method,
        'url.path': shownPath(request),
        'aqmrg.request_id': request.id,
        ...(route === undefined ? {} : { 'http.route': route }),
      },
      { kind: 'server', from: request.headers },
    );
    spans.set(request, span);
    reply.raw.once('close', () => {
      span.set({ 'http.response.status_code': reply.statusCode });
      span.end(reply.statusCode >= 500 ? new Error(String(reply.statusCode)) : undefined);
    });
    span.run(done);
  });
  // a body is read in events of the socket, which belong to no request
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    return span ? span.run(done) : done();
  });
};
