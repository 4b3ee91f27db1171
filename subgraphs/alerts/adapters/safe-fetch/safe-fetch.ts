import { Agent, type Dispatcher, request } from 'undici';
import { type PrivateRanges, wrongRange } from './address.ts';
import { AddressRefused, askSystem, guardedConnector, type Resolve } from './connect.ts';
import { urlRefusal } from './url.ts';

export { AddressRefused } from './connect.ts';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** As much of it as is read of any; empty where the status says all that matters: 2xx. */
  readonly body: string;
}

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Whether it may go nowhere but into networks of one's own. */
  readonly isPrivateOnly?: boolean;
}

export interface SafeFetch {
  /**
   * Posts to an address that somebody else gave. Redirects are answers. Rejects with AddressRefused where nothing may be sent there, and with what went wrong where
   * no answer came within the deadline.
   */
  post(post: Post): Promise<Answer>;
  close(): Promise<void>;
}

export interface SafeFetchSettings {
  readonly privateRanges: PrivateRanges;
  /** Milliseconds of the whole exchange: the name, the connection, the answer to its end. */
  readonly deadlineMs: number;
  readonly resolve?: Resolve;
}

/** Of longer answers the rest is not read. */
const mostOfAnswer = 65_536;

const readSome = async ({ statusCode, body }: Dispatcher.ResponseData): Promise<string> => {
  if (statusCode >= 200 && statusCode < 300) {
    // whoever has taken it is not asked to take it again because the rest of the answer does not come
    body.dump({ limit: mostOfAnswer }).catch(() => undefined);
    return '';
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostOfAnswer) break;
  }
  return Buffer.concat(chunks).subarray(0, mostOfAnswer).toString('utf8');
};

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** HTTP to addresses that others give: to public ones over https, and into networks of one's own that are named. Throws RangeError where one of those is no range. */
export const openSafeFetch = (settings: SafeFetchSettings): SafeFetch => {
  const { privateRanges, deadlineMs, resolve = askSystem } = settings;
  const wrong = wrongRange(privateRanges);
  if (wrong !== undefined) throw new RangeError(`${wrong} is no range such as 10.1.0.0/16`);
  const agentFor = (isPrivateOnly: boolean) =>
    new Agent({
      connect: guardedConnector({ ranges: privateRanges, resolve, isPrivateOnly }, deadlineMs),
      ...{ pipelining: 1, connections: 8, keepAliveTimeout: 4_000, maxHeaderSize: 16_384 },
    });
  const agents = { open: agentFor(false), closed: agentFor(true) };

  return {
    async post({ url, headers, body, signal, isPrivateOnly = false }) {
      const refusal = urlRefusal(url, privateRanges);
      if (refusal !== undefined) throw new AddressRefused(refusal);
      const answer = await request(url, {
        ...{ method: 'POST', headers, body, dispatcher: isPrivateOnly ? agents.closed : agents.open },
        signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
      });
      return {
        status: answer.statusCode,
        retryAfter: headerOf(answer.headers['retry-after']),
        body: await readSome(answer),
      };
    },
    async close() {
      await Promise.all([agents.open.destroy(), agents.closed.destroy()]);
    },
  };
};
