let last: Promise<unknown> = Promise.resolve();

const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

/** Does something when all that was asked before has been done, in this process: it takes too much memory to be done twice at once. Rejects with the signal's reason. */
export const inTurn = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  const before = last;
  const { promise, resolve } = Promise.withResolvers<void>();
  last = promise;
  try {
    await Promise.race([before, ended(signal)]);
    return await work();
  } finally {
    // who leaves the line early lets nobody past those before
    void before.then(() => resolve());
  }
};
