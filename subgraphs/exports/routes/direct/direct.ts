import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Direct, DirectHead } from '../../actions/direct/direct.ts';
import { areProblems, type Problem } from '../../domain/problem.ts';
import type { Format } from '../../domain/request/export-request.ts';
import { readRequest } from '../../domain/request/read-request.ts';
import type { RequestInput } from '../../domain/request/request-input.ts';
import { readDirectQuery } from './direct-query.ts';
import { directDoors, directPaths } from './doors.ts';
import { refuse } from './refuse.ts';

export interface DirectDoorGround {
  readonly direct: Direct;
  readonly now: () => EpochMs;
}

/** What is asked for, or all that is wrong with it: with the address, and with the request in it. */
const readAsked = (
  format: Format,
  { query }: FastifyRequest,
  now: EpochMs,
): RequestInput | readonly Problem[] => {
  const { input, problems } = readDirectQuery(format, query as Readonly<Record<string, unknown>>);
  if (problems.length === 0) return input;
  const others = readRequest(input, now);
  return [...problems, ...(areProblems(others) ? others : [])];
};

/** Aborts when the client has left before all was sent. */
const untilLeft = ({ raw }: FastifyReply): AbortSignal => {
  const left = new AbortController();
  raw.once('close', () => left.abort(new Error('the client left')));
  return left.signal;
};

const present = (reply: FastifyReply, { name, mediaType, isReplayed }: DirectHead): FastifyReply =>
  reply
    .header('content-disposition', `attachment; filename="air-quality-${name}"`)
    // the columns tell which rows, and of when they are
    .headers(isReplayed ? { 'x-is-replayed': 'true' } : {})
    .type(mediaType);

/**
 * `GET` and `HEAD /v1/readings.csv?sensorId=…&quantity=PM25&from=…&to=…`, and of the other formats: at most 100,000 rows to anybody, as an export of the same would hold them. An answer
 * that breaks off ends without its last chunk, so that no part is taken for the whole.
 */
export const createDirectDoor =
  ({ direct, now }: DirectDoorGround): Routes =>
  (app, authenticate) => {
    const give =
      (format: Format) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        reply.header('cache-control', 'no-store');
        const asker = await authenticate(request);
        const signal = untilLeft(reply);
        const asked = readAsked(format, request, now());
        if (areProblems(asked)) return refuse(request, reply, asked);
        if (request.method === 'HEAD') {
          const head = await direct.head(asked, { asker, signal });
          return areProblems(head) ? refuse(request, reply, head) : present(reply, head).send();
        }
        const answer = await direct.open(asked, { asker, signal });
        return areProblems(answer)
          ? refuse(request, reply, answer)
          : present(reply, answer).send(answer.body);
      };

    for (const path of directPaths) {
      app.head(path, give(directDoors[path]));
      app.get(path, { exposeHeadRoute: false }, give(directDoors[path]));
    }
  };
