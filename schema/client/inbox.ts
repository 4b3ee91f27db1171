/** What came and was not read yet, and who waits for more. */
export interface Inbox<T> {
  /** Takes it, or hands it to who waits. True when the inbox is full: whatever brings more should stop. */
  put(item: T): boolean;
  /** Nothing comes any more; an error is thrown once what came before is read. */
  end(error?: Error): void;
  /** Throws away what was not read. */
  clear(): void;
  isFull(): boolean;
  next(): Promise<IteratorResult<T, undefined>>;
}

interface Reader<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: Error) => void;
}

const done = { done: true, value: undefined } as const;

/** An inbox of `capacity` items. `room` is called when it was full and is half empty again: not earlier, so that a line is not stopped and started for each item. */
export const openInbox = <T>(capacity: number, room: () => void): Inbox<T> => {
  const items: T[] = [];
  const readers: Reader<T>[] = [];
  let wasFull = false;
  let isOver = false;
  let failure: Error | undefined;

  const take = (): IteratorResult<T, undefined> => {
    const value = items.shift() as T;
    if (wasFull && items.length <= capacity / 2) {
      wasFull = false;
      room();
    }
    return { done: false, value };
  };
  return {
    put(item) {
      const reader = readers.shift();
      if (reader) {
        reader.resolve({ done: false, value: item });
        return false;
      }
      items.push(item);
      wasFull ||= items.length >= capacity;
      return wasFull;
    },
    end(error) {
      if (isOver) return;
      isOver = true;
      const [first, ...others] = readers.splice(0);
      if (error && first) first.reject(error);
      else {
        failure = error;
        first?.resolve(done);
      }
      for (const reader of others) reader.resolve(done);
    },
    clear() {
      items.length = 0;
      failure = undefined;
    },
    isFull: () => wasFull,
    next() {
      if (items.length > 0) return Promise.resolve(take());
      if (failure) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (isOver) return Promise.resolve(done);
      return new Promise((resolve, reject) => readers.push({ resolve, reject }));
    },
  };
};
