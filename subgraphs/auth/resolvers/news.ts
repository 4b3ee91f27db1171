import type { AccessNews } from '@aqmrg/schema/events/access.ts';
import type { AuthContext } from '../context.ts';

interface SentNews {
  readonly accessNews: { readonly text: string };
}

/** Explicit, so that `return()` reaches the news while `next()` waits. */
const sent = (
  news: AsyncIterableIterator<AccessNews, undefined>,
): AsyncIterableIterator<SentNews, undefined> => {
  const stream: AsyncIterableIterator<SentNews, undefined> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const { done, value } = await news.next();
      return done ? { done, value } : { done: false, value: { accessNews: { text: JSON.stringify(value) } } };
    },
    async return() {
      await news.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
};

export const subscribeToNews = (_root: unknown, _args: unknown, { news, signal }: AuthContext) =>
  sent(news.subscribe(signal));
