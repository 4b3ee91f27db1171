import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../execution/operation.ts';
import { type Asked, readAsked } from './asked.ts';
import type { Edge } from './edge.ts';
import { runKnown } from './known.ts';
import { answerType, isJson } from './media-type.ts';
import { codeOf, outcomeOf } from './outcome.ts';
import { respond } from './respond.ts';

/**
 * Answers documents that are known: those that Apollo Server parsed and validated and that passed the limits before.
 * Whatever is out of the ordinary is left to Apollo Server, which the answers here must not be told from.
 */
export const createHotPath = (edge: Edge) => {
  const { executor, admission, documents, presenter, opening, counting, paying } = edge;

  const answer = async (
    operation: Operation,
    asked: Asked,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const end = counting();
    const opened = opening.ofHttp(request, reply);
    // known at once, for all but whoever shows a credential for the first time
    const context = opened instanceof Promise ? await opened : opened;
    const pay = paying.ofHttp(context, request, reply);
    const { data, whole, errors: raw } = await runKnown(operation, asked, context, admission, pay);
    const errors = raw.length === 0 ? [] : presenter.all(raw, context);
    end({
      path: 'hot',
      requestId: request.id,
      operationName: operation.name,
      outcome: outcomeOf(data !== undefined, errors),
      code: codeOf(errors[0]),
    });
    return respond(request, reply, { data, whole, errors });
  };

  return (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined => {
    const { accept, 'content-type': contentType } = request.headers;
    if (!isJson(contentType) || answerType(accept) === undefined) return undefined;
    const asked = readAsked(request.body, documents);
    const operation = asked && executor.known(asked.text, asked.operationName);
    return asked && operation && operation.kind !== 'subscription'
      ? answer(operation, asked, request, reply)
      : undefined;
  };
};
