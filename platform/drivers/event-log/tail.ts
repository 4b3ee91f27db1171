/**
 * A tail pulls: it holds one page while its reader holds none, so a slow reader costs no memory and is behind in the log only.
 * Reading → waiting → reading …, until one of `ends` aborts, `return()` is called or a read fails; then it is done for good. `pull` resolves with the
 * next page, which is not empty unless its signal has aborted. `onEnd` is called once.
 */
export const createTail = <P>(
  pull: (ended: AbortSignal) => Promise<readonly P[]>,
  ends: readonly AbortSignal[],
  onEnd: () => void = () => undefined,
): AsyncIterableIterator<readonly P[]> => {
  const ended = new AbortController();
  const end = (): void => {
    if (ended.signal.aborted) return;
    for (const signal of ends) signal.removeEventListener('abort', end);
    ended.abort();
    onEnd();
  };
  for (const signal of ends) {
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  }

  const over: IteratorResult<readonly P[]> = { done: true, value: undefined };
  const step = async (): Promise<IteratorResult<readonly P[]>> => {
    if (ended.signal.aborted) return over;
    try {
      const page = await pull(ended.signal);
      return ended.signal.aborted ? over : { done: false, value: page };
    } catch (error) {
      if (ended.signal.aborted) return over;
      end();
      throw error;
    }
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    next: () => {
      const result = last.then(step);
      last = result.catch(() => undefined);
      return result;
    },
    return: async () => {
      end();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
