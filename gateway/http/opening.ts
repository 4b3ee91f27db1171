import type { Identity } from '@aqmrg/platform/access/identity.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { createDeadlines } from '@aqmrg/platform/deadline.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../access/context.ts';

export interface OpeningOptions {
  readonly identity: Identity;
  readonly requestTimeoutMs: number;
  readonly log: Log;
}

/** Makes the context of a request: who asks, and a signal that fires when they leave or when its time is over. */
export interface Opening {
  /** At once for strangers and for credentials that are known: every request passes here. */
  ofHttp(request: FastifyRequest, reply: FastifyReply): GatewayContext | Promise<GatewayContext>;
  /** `end` is called when the answer is there. */
  ofSocket(request: GraphRequest): { readonly context: GatewayContext; readonly end: () => void };
}

export const createOpening = ({ identity, requestTimeoutMs, log }: OpeningOptions): Opening => {
  const deadlines = createDeadlines(requestTimeoutMs);
  const late = (): AirError =>
    new AirError('DEADLINE_EXCEEDED', `There was no answer within ${requestTimeoutMs / 1_000} s.`);
  const left = (): Error => new Error('the client left');

  const open = (caller: Caller, request: FastifyRequest, reply: FastifyReply): GatewayContext => {
    const over = new AbortController();
    const cancel = deadlines.start(() => over.abort(late()));
    const end = (): void => {
      cancel();
      if (!reply.raw.writableFinished) over.abort(left());
    };
    // while their credential was judged
    if (reply.raw.destroyed) end();
    else reply.raw.once('close', end);
    return { caller, from: request.from, requestId: request.id, signal: over.signal, log };
  };

  return {
    ofHttp(request, reply) {
      const grant = identity.authenticate(request.headers.authorization);
      return grant instanceof Promise
        ? grant.then(({ caller }) => open(caller, request, reply))
        : open(grant.caller, request, reply);
    },
    ofSocket({ caller, from, requestId, signal }) {
      const over = new AbortController();
      const cancel = deadlines.start(() => over.abort(late()));
      const leave = (): void => over.abort(signal.reason);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      return {
        context: { caller, from, requestId, signal: over.signal, log },
        end() {
          cancel();
          signal.removeEventListener('abort', leave);
        },
      };
    },
  };
};
