import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { answerType, json, namesPlainJson } from './media-type.ts';
import { isFaultOfDocument, statusOf } from './outcome.ts';

/** An answer ready to be sent. */
export interface Shown {
  readonly whole?: (() => Buffer) | undefined;
  readonly data: string | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

const textOf = ({ data, errors }: Shown): string => {
  const told = errors.length === 0 ? '' : `"errors":${JSON.stringify(errors)}`;
  if (data === undefined) return `{${told}}`;
  return told === '' ? `{"data":${data}}` : `{${told},"data":${data}}`;
};

/** Sends an answer as GraphQL over HTTP has it: 200 with data, else what the first error says. */
export const respond = (request: FastifyRequest, reply: FastifyReply, shown: Shown): FastifyReply => {
  const { accept } = request.headers;
  const isOldFault = isFaultOfDocument(shown.errors) && namesPlainJson(accept);
  const status = shown.data !== undefined || isOldFault ? 200 : statusOf(shown.errors);
  return reply
    .code(status)
    .header('content-type', answerType(accept) ?? json)
    .send(shown.whole?.() ?? textOf(shown));
};
