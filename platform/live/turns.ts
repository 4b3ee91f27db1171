/**
 * Lets work that never waits by itself wait its turn: one piece of it each time round the event loop, so that sockets, timers and the
 * log's tail come in between, however many there are who work.
 */
export interface Turns {
  /** Resolves when it is this one's turn; who came first goes first. */
  next(): Promise<void>;
}

export const createTurns = (): Turns => {
  const waiting: (() => void)[] = [];
  let head = 0;
  const giveOne = (): void => {
    const resolve = waiting[head] as () => void;
    head += 1;
    // while somebody always waits it would grow for ever
    if (head >= 1_024) {
      waiting.splice(0, head);
      head = 0;
    }
    if (head < waiting.length) setImmediate(giveOne);
    else {
      waiting.length = 0;
      head = 0;
    }
    resolve();
  };
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(giveOne);
      }),
  };
};
