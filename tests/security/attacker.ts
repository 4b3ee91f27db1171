import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { createClient as createSocket, type ExecutionResult } from 'graphql-ws';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../support/client.ts';
import type { House } from '../support/placements.ts';

/** A document is new to the gateway, or was answered before and goes the short way. */
export const kinds = ['unknown document', 'known document'] as const;
export type Kind = (typeof kinds)[number];

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  readonly body: any;
}

/** As production is set up; each operation says in the log which way it went. */
export const production = { NODE_ENV: 'production', LOG_LEVEL: 'debug' };

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same document to a reader, another one to whoever keeps documents by their text. */
export const fresh = (query: string): string => `${query} # ${randomUUID()}`;

const toldBy = async (response: Response): Promise<Told> => {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
};

/** Variables, or the JSON text of such as cannot be written from values. */
type Variables = Readonly<Record<string, unknown>> | string;

const bodyOf = (query: string, variables: Variables): string =>
  `{"query":${JSON.stringify(query)},"variables":${typeof variables === 'string' ? variables : JSON.stringify(variables)}}`;

/** Whoever tries a house from outside. */
export const createAttacker = (house: House) => {
  const graphql = `${house.url}/graphql`;

  const get = async (path: string, headers: Record<string, string> = {}): Promise<Told> =>
    toldBy(await fetch(`${house.url}${path}`, { headers, redirect: 'manual' }));

  const send = async (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Told> =>
    toldBy(
      await fetch(graphql, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body as BodyInit,
      }),
    );

  const ask = (
    query: string,
    variables: Variables = {},
    headers: Record<string, string> = {},
  ): Promise<Told> => send(bodyOf(query, variables), headers);

  /** Which way the operation of an answer went, by the gateway's own log. */
  const pathOf = async (told: Told): Promise<string> => {
    const id = told.headers.get('x-request-id') as string;
    const line = await until(
      async () =>
        house
          .gateway()
          .output()
          .split('\n')
          .find((one) => one.includes(id) && one.includes('operation answered')),
      (found) => found !== undefined,
    );
    return JSON.parse(line as string).path;
  };

  /** Asks a document that is new, or that the Admin made known before with variables that are harmless. */
  const probe = async (
    kind: Kind,
    query: string,
    variables: Variables = {},
    harmless = variables,
  ): Promise<Told> => {
    const text = fresh(query);
    if (kind === 'known document')
      expect((await ask(text, harmless, await house.asAdmin())).body.data).toBeTruthy();
    const told = await ask(text, variables);
    expect(await pathOf(told)).toBe(kind === 'known document' ? 'hot' : 'apollo');
    return told;
  };

  /** One operation over a WebSocket of its own: the first that comes back. */
  const overSocket = async (
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<ExecutionResult> => {
    const socket = createSocket({
      url: graphql.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    try {
      return await new Promise((resolve, reject) => {
        socket.subscribe<Record<string, unknown>>(
          { query, variables },
          {
            next: (result) => resolve(result as ExecutionResult),
            error: (errors) =>
              Array.isArray(errors) ? resolve({ errors } as ExecutionResult) : reject(errors),
            complete: () => reject(new Error('completed without a word')),
          },
        );
      });
    } finally {
      await socket.dispose();
    }
  };

  /** What comes back on a bare socket until it is closed, writing as slowly as `write` does. */
  const raw = (write: (send: (text: string) => void) => void): Promise<{ text: string; ms: number }> =>
    new Promise((resolve) => {
      const began = performance.now();
      const { hostname, port } = new URL(house.url);
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.on('data', (chunk) => (text += chunk));
      socket.on('error', () => undefined);
      socket.once('close', () => resolve({ text, ms: performance.now() - began }));
      write((part) => {
        if (!socket.destroyed) socket.write(part);
      });
    });

  return { graphql, asAdmin: house.asAdmin, get, send, ask, pathOf, probe, overSocket, raw };
};

export type Attacker = ReturnType<typeof createAttacker>;

/** The first error, as tests look at it. */
export const faultOf = ({ status, body }: Told) => {
  const { code, limit, measured, field } = body.errors[0].extensions;
  return { status, code, limit, measured, field, data: body.data };
};
