type Step<T> = IteratorResult<T, undefined>;

interface Waiter<T> {
  readonly resolve: (step: Step<T>) => void;
  readonly reject: (error: unknown) => void;
}

/** What came and was not read yet, in order. */
export interface Inbox<T> {
  put(item: T): void;
  /** After what is there already: the end, or the error once and then the end. */
  end(error?: unknown): void;
  /** Ends it at once, and forgets what is there. */
  drop(): void;
  next(): Promise<Step<T>>;
}

interface Limits {
  readonly most: number;
  /** It is full: whoever puts should pause. What comes nevertheless is kept. */
  readonly onFull: () => void;
  /** Half of it is free again. */
  readonly onRoom: () => void;
}

export const createInbox = <T>({ most, onFull, onRoom }: Limits): Inbox<T> => {
  const items: T[] = [];
  const waiters: Waiter<T>[] = [];
  let isFull = false;
  let ending: { error?: unknown } | undefined;

  const lastStep = (): Promise<Step<T>> => {
    const error = ending?.error;
    ending = {};
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
  };

  const endWaiters = (): void => {
    for (const { resolve, reject } of waiters.splice(0)) lastStep().then(resolve, reject);
  };

  return {
    put(item) {
      if (ending) return;
      const waiter = waiters.shift();
      if (waiter) return waiter.resolve({ done: false, value: item });
      items.push(item);
      if (isFull || items.length < most) return;
      isFull = true;
      onFull();
    },
    end(error) {
      if (ending) return;
      ending = error === undefined ? {} : { error };
      endWaiters();
    },
    drop() {
      items.length = 0;
      ending = {};
      endWaiters();
    },
    next() {
      const item = items.shift();
      if (item !== undefined) {
        if (isFull && items.length <= most / 2) {
          isFull = false;
          onRoom();
        }
        return Promise.resolve({ done: false, value: item });
      }
      if (ending) return lastStep();
      return new Promise((resolve, reject) => waiters.push({ resolve, reject }));
    },
  };
};
