import { type Client, createClient as createSocket } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Headers that say who asks. */
export type Credential = () => Promise<Readonly<Record<string, string>>>;

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly field?: string; readonly service?: string };
}

export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  readonly data?: any;
  readonly errors?: readonly GraphError[];
};

export interface GraphClient {
  /** As a stranger. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** As the Admin. */
  readonly askAsAdmin: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  readonly post: (
    path: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly subscribe: (query: string, variables?: Record<string, unknown>) => AsyncIterableIterator<any>;
  readonly close: () => void;
}

/** Drives the platform as its clients do. `admin` says who asks where the Admin does, and whose rows are posted. */
export const createClient = (url: string, admin: Credential): GraphClient => {
  let socket: Client | undefined;
  const ask = async (
    query: string,
    variables: Record<string, unknown>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  return {
    ask: (query, variables = {}) => ask(query, variables, {}),
    askAsAdmin: async (query, variables = {}) => ask(query, variables, await admin()),
    post: async (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await admin()), ...headers },
        body: body as BodyInit,
      }),
    subscribe(query, variables = {}) {
      socket ??= createSocket({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      return socket.iterate({ query, variables });
    },
    close: () => void socket?.dispose(),
  };
};

/** The status that a public query is answered with for whoever shows this token or key. */
export const statusWith = async (url: string, credential: string): Promise<number> => {
  const { status } = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
    body: '{"query":"{ networks { id } }"}',
  });
  return status;
};

/** Asks until `done` says so; rejects with the last answer after `withinMs`. */
export const until = async <T>(
  askOnce: () => Promise<T>,
  done: (answer: T) => boolean,
  withinMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await askOnce();
    if (done(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
