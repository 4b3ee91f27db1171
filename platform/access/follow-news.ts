import { setTimeout as wait } from 'node:timers/promises';
import type { AccessNews } from '@aqmrg/schema/events/access.ts';
import type { Log } from '../log.ts';

/** Opens what auth tells from the beginning: a snapshot first. */
export type Listen = (signal: AbortSignal) => Promise<AsyncIterable<AccessNews>>;

interface Following {
  readonly listen: Listen;
  /** A new connection begins: what comes next is a snapshot. */
  readonly onBegin: () => void;
  /** Returns whether all is known that has to be. Throws where it makes no sense: then it is heard anew. */
  readonly onNews: (news: AccessNews) => boolean;
  readonly log: Log;
  readonly silenceMs: number;
}

const firstWaitMs = 100;
/** Well below the silence after which nobody is judged any more. */
const longestWaitMs = 1_500;

/** What opens after it was given up is left at once. */
const leaveLate = (
  opened: AsyncIterable<AccessNews>,
  { aborted }: AbortSignal,
): AsyncIterable<AccessNews> => {
  if (aborted) {
    const late = opened[Symbol.asyncIterator]().return?.();
    late?.catch(() => undefined);
  }
  return opened;
};

/** Hears news over as many connections as it takes; one that is silent for too long is given up. Resolves once `signal` aborts. */
export const followNews = async (
  { listen, onBegin, onNews, log, silenceMs }: Following,
  signal: AbortSignal,
): Promise<void> => {
  let tries = 0;

  const hear = async (): Promise<void> => {
    const over = new AbortController();
    /** Rejects what is waited for: not a race with one promise, which would remember each round for as long as it waits itself. */
    let giveUp: (why: unknown) => void = () => undefined;
    const orGiveUp = <T>(answer: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        answer.then(resolve, reject);
        if (over.signal.aborted) reject(over.signal.reason);
      });
    const leave = (why: unknown): void => {
      over.abort(why);
      giveUp(why);
    };
    const onStop = (): void => leave(signal.reason);
    const onSilence = (): void => leave(new Error(`nothing was heard for ${silenceMs / 1_000} s`));
    signal.addEventListener('abort', onStop, { once: true });
    const watchdog = setTimeout(onSilence, silenceMs).unref();
    const begunAt = performance.now();
    let news: AsyncIterator<AccessNews> | undefined;
    try {
      const opening = listen(over.signal);
      news = (await orGiveUp(opening.then((opened) => leaveLate(opened, over.signal))))[
        Symbol.asyncIterator
      ]();
      onBegin();
      for (;;) {
        const { done, value } = await orGiveUp(news.next());
        if (done) throw new Error('the news ended');
        watchdog.refresh();
        if (onNews(value) && performance.now() - begunAt > silenceMs) tries = 0;
      }
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', onStop);
      over.abort(new Error('not heard any more'));
      // it may hang as the connection does
      news?.return?.().catch(() => undefined);
    }
  };

  while (!signal.aborted) {
    try {
      await hear();
    } catch (error) {
      if (signal.aborted) return;
      if (tries === 0) log.warn({ err: error }, 'what the auth room tells was lost; it is asked again');
      else log.debug({ err: error, tries }, 'the auth room does not answer');
    }
    const bound = Math.min(longestWaitMs, firstWaitMs * 2 ** tries);
    tries += 1;
    await wait((bound * (1 + Math.random())) / 2, undefined, { signal }).catch(() => undefined);
  }
};
