import type { Message, Wire } from './wire.ts';

export interface LiveEvent {
  readonly cursor: string;
  readonly change: 'ADDED' | 'REVISED' | 'GAP';
  // biome-ignore lint/suspicious/noExplicitAny: what was asked of a reading is asserted on, not typed
  readonly reading: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly gap?: any;
}

/** What a subscription to `readingAdded` brings, as it comes. */
export interface Follower {
  readonly id: string;
  /** Where the stream starts: `after` it comes all of `events`. */
  readonly start: string;
  readonly events: readonly LiveEvent[];
  /** The whole payloads of the events. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly payloads: readonly any[];
  /** The cursor of the newest event, or of the start. */
  readonly cursor: () => string;
  /** Resolves with all events once there are that many; rejects where they do not come in time. */
  readonly until: (count: number, withinMs?: number) => Promise<readonly LiveEvent[]>;
  readonly complete: () => void;
}

export interface FollowOptions {
  readonly id?: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly live?: Readonly<Record<string, unknown>>;
}

export const liveReadings = /* GraphQL */ `
  subscription Live($filter: ReadingFilter, $after: Cursor) {
    readingAdded(filter: $filter, after: $after) {
      cursor
      change
      reading { value revision periodStart quantity sensor { id name } }
      gap { from to reason }
    }
  }
`;

let lastId = 0;
const nextId = (): string => {
  lastId += 1;
  return String(lastId);
};

/** Subscribes, and resolves once the stream stands: nothing that is reported from then on can be missed. */
export const follow = async (
  wire: Wire,
  { id = nextId(), query = liveReadings, variables = {}, live = {} }: FollowOptions = {},
): Promise<Follower> => {
  const events: LiveEvent[] = [];
  const payloads: unknown[] = [];
  const waiting = new Set<() => void>();
  let start: string | undefined;
  let ended: Message | undefined;
  const wake = (): void => {
    for (const look of [...waiting]) look();
  };
  wire.listen((message) => {
    if (message.id !== id) return;
    if (message.type !== 'next') ended = message;
    else if (message.payload.errors && !message.payload.data) ended = message;
    else if (start === undefined && message.payload.extensions?.live)
      start = message.payload.extensions.live.cursor;
    else {
      payloads.push(message.payload);
      events.push(message.payload.data.readingAdded);
    }
    wake();
  });

  const reached = (is: () => boolean, withinMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      const fail = (why: string): void => {
        settle();
        reject(new Error(`${why}, with ${events.length} events`));
      };
      const look = (): void => {
        if (is()) {
          settle();
          resolve();
        } else if (ended) fail(`ended by ${JSON.stringify(ended)}`);
      };
      const timer = setTimeout(() => fail(`not so within ${withinMs} ms`), withinMs);
      waiting.add(look);
      look();
    });

  wire.say({
    id,
    type: 'subscribe',
    payload: { query, variables, extensions: { live: { start: true, ...live } } },
  });
  await reached(() => start !== undefined, 10_000);
  return {
    id,
    start: start as unknown as string,
    events,
    payloads,
    cursor: () => events.at(-1)?.cursor ?? (start as unknown as string),
    async until(count, withinMs = 15_000) {
      await reached(() => events.length >= count, withinMs);
      return events;
    },
    complete: () => wire.say({ id, type: 'complete' }),
  };
};

/** What the answer to a subscription is that was refused: the errors of its `error`. */
export const refusal = async (
  wire: Wire,
  { id = nextId(), query = liveReadings, variables = {}, live }: FollowOptions = {},
): Promise<readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]> => {
  wire.say({
    id,
    type: 'subscribe',
    payload: { query, variables, ...(live ? { extensions: { live } } : {}) },
  });
  const { type, payload } = await wire.take((message) => message.id === id);
  if (type !== 'error') throw new Error(`no error: ${type} ${JSON.stringify(payload)}`);
  return payload;
};
