import type { Identity } from '@aqmrg/platform/access/identity.ts';
import { identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { hearOut } from '@aqmrg/platform/http/unread-body.ts';
import { traceHeaders } from '@aqmrg/platform/observe/tracing.ts';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identify } from '../transport/http-link.ts';
import { inTurn } from '../transport/in-turn.ts';
import type { Judge } from './judging.ts';
import { passWhileGood } from './passing-on.ts';

/** The largest body that any door takes. A larger one is refused here: its refusal would not find its way back through two servers. */
const maxBodyBytes = 16 * 1024 * 1024;

/** Only we say such things, and only to rooms. */
const ours = 'x-aqmrg-';

/** The HTTP doors of a room in another process. */
export interface RemoteDoors {
  readonly service: string;
  /** Of its replicas, which are asked in turn. */
  readonly origins: readonly string[];
  /** Their paths. */
  readonly doors: readonly string[];
  /** Says who asks, so that the room believes it. */
  readonly identify: Identify;
}

const checkLength = (length: string | undefined): void => {
  const measured = Number(length ?? 0);
  if (measured <= maxBodyBytes) return;
  throw new AirError('BODY_TOO_LARGE', `A body is at most ${maxBodyBytes} bytes long.`, {
    exceeded: { limit: maxBodyBytes, measured },
  });
};

/**
 * Without the credential, which is judged here and good at every door of ours, and without what only we may say. `Expect: 100-continue`, which
 * curl sends before a large body, is for the next hop; undici refuses to pass it on.
 */
const passable = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name !== 'authorization' && name !== 'expect' && !name.startsWith(ours),
    ),
  );

/** Nobody took the connection: a process that is gone, or a host. What breaks later may be the sender's doing. */
const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** The proxy's own errors carry what came of the connection as their cause. */
const isUnreachable = ({ cause }: Error): boolean =>
  cause instanceof Error && 'code' in cause && unreachable.has(String(cause.code));

/** How those who come are judged, and watched while their bodies are on the way. */
export interface DoorKeeping extends Pick<Identity, 'onEnd'> {
  readonly judge: Judge;
}

/** Passes requests on as they come, but for who asks: bodies are streamed, errors name no address. */
export const passOnDoors = async (
  app: FastifyInstance,
  { service, origins, doors, identify }: RemoteDoors,
  { judge, onEnd }: DoorKeeping,
): Promise<void> => {
  const callers = new WeakMap<object, Caller>();
  /** Why requests were broken off. */
  const broken = new WeakMap<object, AirError>();
  const identityOf = (request: FastifyRequest): string => {
    const caller = callers.get(request);
    if (!caller) throw new Error('a request was passed on before it was known who asks');
    return identify(caller, request.from);
  };
  const turns = inTurn(origins);
  const asked = new WeakMap<object, string>();
  /** The same for all that is asked of one request. */
  const originFor = (request: object): string => {
    const origin = asked.get(request) ?? turns.next();
    asked.set(request, origin);
    return origin;
  };
  for (const prefix of doors) {
    await app.register(httpProxy, {
      upstream: '',
      prefix,
      rewritePrefix: prefix,
      httpMethods: ['POST', 'GET', 'HEAD'],
      // it would write down addresses, in which secrets may stand
      disableRequestLogging: true,
      preHandler: async (request: FastifyRequest) => {
        const grant = await judge(request);
        callers.set(request, grant.caller);
        checkLength(request.headers['content-length']);
        passWhileGood(request, grant, { onEnd, onBreak: (why) => broken.set(request, why) });
      },
      replyOptions: {
        getUpstream: originFor,
        // each identity is good for one try
        retryDelay: () => null,
        rewriteRequestHeaders: (request, headers) => ({
          ...passable(headers),
          ...traceHeaders(),
          [identityHeader]: identityOf(request as FastifyRequest),
        }),
        onError: (reply, { error }) => {
          const { request } = reply as FastifyReply;
          const why = broken.get(request);
          if (why) {
            hearOut(request, reply as FastifyReply);
            reply.send(why);
            return;
          }
          if (isUnreachable(error)) turns.passOver(originFor(request));
          reply.log.warn({ err: error, service, requestId: request.id }, 'door failed');
          const shown = new AirError('SUBGRAPH_UNAVAILABLE', `The ${service} subgraph does not answer.`);
          reply.status(shown.status).send({ error: shown, requestId: request.id });
        },
      },
    });
  }
};
