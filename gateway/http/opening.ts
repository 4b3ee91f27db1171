import type { Caller } from '@aqmrg/platform/caller.ts';
import { createDeadlines } from '@aqmrg/platform/deadline.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../access/context.ts';

export type Authenticate = (authorization: string | undefined) => Caller;

export interface OpeningOptions {
  readonly authenticate: Authenticate;
  readonly requestTimeoutMs: number;
  readonly log: Log;
}

/** Makes the context of a request: who asks, and a signal that fires when they leave or when its time is over. */
export interface Opening {
  ofHttp(request: FastifyRequest, reply: FastifyReply): GatewayContext;
  /** `end` is called when the answer is there. */
  ofSocket(request: GraphRequest): { readonly context: GatewayContext; readonly end: () => void };
}

export const createOpening = ({ authenticate, requestTimeoutMs, log }: OpeningOptions): Opening => {
  const deadlines = createDeadlines(requestTimeoutMs);
  const late = (): AirError =>
    new AirError('DEADLINE_EXCEEDED', `There was no answer within ${requestTimeoutMs / 1_000} s.`);

  return {
    ofHttp(request, reply) {
      const { authorization } = request.headers;
      const caller = authenticate(authorization);
      const over = new AbortController();
      const cancel = deadlines.start(() => over.abort(late()));
      reply.raw.once('close', () => {
        cancel();
        if (!reply.raw.writableFinished) over.abort(new Error('the client left'));
      });
      return { caller, authorization, requestId: request.id, signal: over.signal, log };
    },
    ofSocket({ caller, authorization, requestId, signal }) {
      const over = new AbortController();
      const cancel = deadlines.start(() => over.abort(late()));
      const leave = (): void => over.abort(signal.reason);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      return {
        context: { caller, authorization, requestId, signal: over.signal, log },
        end() {
          cancel();
          signal.removeEventListener('abort', leave);
        },
      };
    },
  };
};
