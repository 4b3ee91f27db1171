import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../domain/problem.ts';
import { saidOfParameter } from './direct-query.ts';

/** Where nothing is wrong but that there are no such rows. */
const isNothing = ({ code }: Problem): boolean => code === 'NOTHING_THERE';

const wordsOf = ({ field, reason }: Problem): string => `${field}: ${reason}.`;

/** Says everything that is wrong, each with what to do, under the usual error: 400, or 404 where it is only that there are no rows. */
export const refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): FastifyReply => {
  const said = problems.map(saidOfParameter);
  const code = problems.every(isNothing) ? 'NOT_FOUND' : 'BAD_INPUT';
  const error = new AirError(code, said.map(wordsOf).join(' '), { field: said[0]?.field ?? 'query' });
  return reply.status(error.status).send({ error, problems: said, requestId: request.id });
};
