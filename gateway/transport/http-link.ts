import { identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { isTracing, traceHeaders } from '@aqmrg/platform/observe/tracing.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { BalancedPool, Pool } from 'undici';
import { answerIn } from './answer.ts';
import { knownDocument, variablesTextOf } from './documents.ts';
import { exchange, type Reply } from './exchange.ts';
import { noAnswer, type Reason } from './failures.ts';
import { openStream } from './http-stream.ts';
import { inTurn } from './in-turn.ts';

/** Says who asks, from where, so that the subgraph believes it; good for one try. */
export type Identify = (caller: Caller, from: string | undefined) => string;

export interface HttpLinkOptions {
  /** Subgraphs of ours answer 401 to whoever says nothing. */
  readonly identify?: Identify;
  /**
   * How many requests are under way at once; more wait for a connection. Sixteen take 15 % less of the processor than the default
   * of 64, which lets more slow queries run before quick ones have to wait for them.
   */
  readonly connections?: number;
  /** Of one answer, unpacked. */
  readonly maxBytes?: number;
  /** Whether packed answers are asked for. Default: from other machines only. */
  readonly packed?: boolean;
}

export interface HttpLink extends SubgraphLink {
  /** Ends what is under way and closes the connections. */
  close(): Promise<void>;
}

const graphqlPath = '/graphql';
const connectWithinMs = 3_000;

/** Nothing reached the subgraph, or its connection was cut: the next try may find it well. */
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const reasonFor = (error: unknown): Reason => {
  const { code, errors } = error as { code?: string; errors?: readonly { code?: string }[] };
  // a name with several addresses fails with one error for each
  return [code, errors?.[0]?.code].some((known) => known && passingCodes.has(known)) ? 'passing' : 'lasting';
};

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');

/**
 * A subgraph in another process, at `url` (its origin), over connections that are kept. Where there are several, they are replicas: each is asked in
 * turn, those that fail less often. Packing pays over slow networks only: 28 kB
 * take 140 µs of two processors to pack and unpack, and save 200 µs on a gigabit network, 20 on a faster one, nothing here. So gzip
 * is offered to other machines, which know their network, and requests are never packed.
 */
export const openHttpLink = (
  name: string,
  url: string | readonly string[],
  options: HttpLinkOptions = {},
): HttpLink => {
  const urls = [url].flat().map((one) => new URL(one));
  const { identify, connections = 64, maxBytes = 64 * 1024 * 1024 } = options;
  const { packed = !urls.every(isLoopback) } = options;
  const closing = new AbortController();
  const socketUrls = inTurn(urls.map(({ origin }) => `${origin.replace(/^http/, 'ws')}${graphqlPath}`));
  const tuning = {
    connections,
    pipelining: 1,
    connectTimeout: connectWithinMs,
    maxResponseSize: maxBytes,
    // whoever asks has a deadline and aborts at it
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const [first, ...others] = urls.map(({ origin }) => origin) as [string, ...string[]];
  const pool = others.length === 0 ? new Pool(first, tuning) : new BalancedPool([first, ...others], tuning);

  const headersOf = (request: GraphRequest): Record<string, string> => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-request-id': request.requestId,
    };
    if (identify) headers[identityHeader] = identify(request.caller, request.from);
    if (packed) headers['accept-encoding'] = 'gzip';
    if (isTracing()) Object.assign(headers, traceHeaders());
    return headers;
  };

  const bodyOf = (request: GraphRequest): string => {
    const { quoted } = knownDocument(request.document);
    const named = request.operationName ? `,"operationName":${JSON.stringify(request.operationName)}` : '';
    return `{"query":${quoted}${named},"variables":${variablesTextOf(request)}}`;
  };

  const send = async (asked: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: string | null;
    readonly signal: AbortSignal;
  }): Promise<Reply> => {
    try {
      return await exchange({ ...asked, pool, maxBytes });
    } catch (error) {
      if (asked.signal.aborted) throw asked.signal.reason;
      throw noAnswer(name, reasonFor(error), error);
    }
  };

  return {
    name,
    isRemote: true,
    async execute(request) {
      const { signal } = request;
      const reply = await send({
        method: 'POST',
        path: graphqlPath,
        headers: headersOf(request),
        body: bodyOf(request),
        signal,
      });
      return answerIn(reply, name);
    },
    subscribe: (request) =>
      openStream(
        name,
        socketUrls.next(),
        { ...request, signal: AbortSignal.any([request.signal, closing.signal]) },
        { identify },
      ),
    async ready(signal) {
      const { status } = await send({ method: 'GET', path: '/ready', headers: {}, body: null, signal });
      if (status !== 200) throw noAnswer(name, 'passing');
    },
    close() {
      closing.abort(noAnswer(name, 'passing', new Error('this link was closed')));
      return pool.destroy();
    },
  };
};
