import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What this process is told to follow. */
export interface Wish {
  readonly url: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What its events are noted as. */
  readonly as: string;
}

export type Question = { readonly follow: Wish } | { readonly take: true };

/** When something came: `what` it was, of which sensor, epoch ms to fractions. */
export type Arrival = readonly [what: string, sensorId: string, at: number];

export type Answer =
  | { readonly port: number }
  | { readonly following: string }
  | { readonly arrivals: readonly Arrival[] };

/** The same clock in every process of a machine, finer than Date.now. */
const clock = (): number => performance.timeOrigin + performance.now();
const say = (answer: Answer): void => void process.send?.(answer);

let arrivals: Arrival[] = [];

// what is posted to /webhook/bench-7 is about sensor bench-7
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const [, what = '', sensorId = ''] = (request.url ?? '').split('/');
    arrivals.push([what, sensorId, clock()]);
    response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;

interface Frame {
  readonly data?: Readonly<
    Record<string, Readonly<Record<string, { readonly sensor?: { readonly id: string } }>>>
  >;
}

/** In whichever field of an event its sensor stands. */
const sensorsIn = ({ data = {} }: Frame): readonly string[] =>
  Object.values(data).flatMap((event) =>
    Object.values(event ?? {}).flatMap((part) => part?.sensor?.id ?? []),
  );

const follow = ({ url, query, variables = {}, as }: Wish): void => {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false });
  const fail = (error: unknown): never => {
    process.stderr.write(`${as} ended: ${String(error)}\n`);
    process.exit(1);
  };
  client.subscribe(
    { query, variables },
    {
      next: (frame) => {
        const at = clock();
        for (const id of sensorsIn(frame as Frame)) arrivals.push([as, id, at]);
      },
      error: fail,
      complete: () => fail('it is over'),
    },
  );
  client.on('connected', () => say({ following: as }));
};

process.on('message', (question: Question) => {
  if ('follow' in question) {
    follow(question.follow);
    return;
  }
  say({ arrivals });
  arrivals = [];
});

server.listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }));
