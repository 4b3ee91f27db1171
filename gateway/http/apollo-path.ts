import type { ApolloServer } from '@apollo/server';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../access/context.ts';
import { entry } from '../access/toll.ts';
import { asGraphql } from './apollo.ts';
import { isRecord, type Parameters, textAsked } from './asked.ts';
import { type Asking, asking } from './asking.ts';
import type { Edge } from './edge.ts';
import { isFromNoOtherSite } from './same-site.ts';

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const searchOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.slice(request.url.indexOf('?') + 1));

const parametersOf = (request: FastifyRequest): Parameters => {
  if (request.method !== 'GET') return isRecord(request.body) ? request.body : {};
  const search = searchOf(request);
  return {
    query: search.get('query') ?? undefined,
    documentId: search.get('documentId') ?? undefined,
    extensions: parsed(search.get('extensions')),
  };
};

/** Apollo Server knows documents by their text or hash; ids are ours. */
const writeText = (request: FastifyRequest, text: string): void => {
  if (request.method !== 'GET') {
    request.body = { ...(request.body as Record<string, unknown>), query: text };
    return;
  }
  const search = searchOf(request);
  search.set('query', text);
  request.raw.url = `/graphql?${search}`;
};

/** What is known of a request by the time that Apollo Server asks for its context. */
interface Opened {
  readonly context: GatewayContext;
  readonly parameters: Parameters;
}

/** Answers by Apollo Server: documents that are not known yet, GET, and all that has to be told what is wrong with it. */
export const createApolloPath = (app: FastifyInstance, apollo: ApolloServer<GatewayContext>, edge: Edge) => {
  const { admission, documents, opening, counting, paying } = edge;

  const judge = (request: FastifyRequest, parameters: Parameters): void => {
    if (Array.isArray(request.body))
      throw new AirError('BATCH_REFUSED', 'Several operations in one request are not answered.');
    const text = textAsked(parameters, documents);
    if (text !== undefined) admission.inspect(text);
  };
  const opened = new WeakMap<FastifyRequest, Opened>();

  const handler = fastifyApolloHandler(apollo, {
    async context(asked) {
      const request = asked as unknown as FastifyRequest;
      const { context, parameters } = opened.get(request) as Opened;
      try {
        judge(request, parameters);
        return context;
      } catch (error) {
        throw asGraphql(error);
      }
    },
  });

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const end = counting();
    const context = await opening.ofHttp(request, reply);
    const pay = paying.ofHttp(context, request, reply);
    await pay?.(entry);
    const told: Asking = { requestId: request.id, caller: context.caller, pay, outcome: 'refused' };
    return asking.run(told, async () => {
      let parameters = parametersOf(request);
      if (typeof parameters.documentId === 'string' && !parameters.query) {
        const text = textAsked(parameters, documents);
        if (text !== undefined) {
          writeText(request, text);
          parameters = { ...parameters, query: text };
        }
      }
      opened.set(request, { context, parameters });
      if (request.method === 'GET' && isFromNoOtherSite(request.headers))
        request.headers['apollo-require-preflight'] = 'true';
      const answer = await handler.call(app, request as never, reply as never);
      const { operationName, outcome, code } = told;
      end({ path: 'apollo', requestId: request.id, operationName, outcome, code });
      return answer;
    });
  };
};
