import { randomUUID } from 'node:crypto';
import { type AccessNews, accessNews } from '@aqmrg/schema/events/access.ts';
import type { ExecutionResult } from 'graphql';
import { service } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import type { SubgraphLink } from '../subgraph/link.ts';

const document = 'subscription { accessNews { text } }';

const textIn = ({ data, errors }: ExecutionResult): string => {
  const text = (data?.accessNews as { readonly text?: unknown } | null | undefined)?.text;
  if (typeof text === 'string' && errors === undefined) return text;
  const why = errors?.map(({ message }) => message).join(' ') ?? 'no text came';
  throw new AirError('AUTH_UNAVAILABLE', `The auth room tells no news: ${why}`);
};

/** What auth tells, as `serviceName` hears it through a link. Ends by an error where something else comes. */
export const newsOf =
  (link: Pick<SubgraphLink, 'subscribe'>, serviceName: string) =>
  async (signal: AbortSignal): Promise<AsyncIterable<AccessNews>> => {
    const caller = service(serviceName);
    const answer = await link.subscribe({ document, caller, requestId: randomUUID(), signal });
    if (!(Symbol.asyncIterator in answer)) {
      textIn(answer);
      throw new AirError('AUTH_UNAVAILABLE', 'The auth room answered once, and told no news.');
    }
    const results = answer;
    return {
      [Symbol.asyncIterator]: () => ({
        async next() {
          const { done, value } = await results.next();
          if (done) return { done: true, value: undefined };
          return { done: false, value: accessNews.parse(JSON.parse(textIn(value))) };
        },
        async return() {
          await results.return?.();
          return { done: true, value: undefined };
        },
      }),
    };
  };
