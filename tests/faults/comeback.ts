import { WebSocket } from 'ws';
import type { Closed } from '../support/wire.ts';

/** A subscriber that does by hand what the protocol asks of one: it comes back with its newest cursor, and keeps all that it was sent. */
export interface Comeback {
  readonly ids: readonly string[];
  readonly breaks: readonly Closed[];
  /** Whether it was told where its stream starts, or got an event. */
  readonly stands: () => boolean;
  readonly end: () => void;
}

export interface ComebackOptions {
  readonly query: string;
  readonly idOf: (data: unknown) => string;
}

const afterBreakMs = 500;

/** Follows `query`, whose root field is readingAdded and whose variable is $after. */
export const openComeback = (url: string, { query, idOf }: ComebackOptions): Comeback => {
  const ids: string[] = [];
  const breaks: Closed[] = [];
  let cursor: string | undefined;
  let socket: WebSocket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const open = (): void => {
    const opened = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    const say = (message: object): void => opened.send(JSON.stringify(message));
    socket = opened;
    opened.once('open', () => say({ type: 'connection_init' }));
    opened.on('error', () => undefined);
    opened.on('message', (text) => {
      const { type, payload } = JSON.parse(text.toString());
      if (type === 'connection_ack') {
        const variables = cursor === undefined ? {} : { after: cursor };
        const extensions = { live: { start: true } };
        say({ id: '1', type: 'subscribe', payload: { query, variables, extensions } });
      }
      // it stands among what was received, where nobody expects it
      if (type === 'error') ids.push(`refused: ${JSON.stringify(payload)}`);
      if (type !== 'next') return;
      if (payload.data === null) {
        cursor = payload.extensions.live.cursor;
        return;
      }
      cursor = payload.data.readingAdded.cursor;
      ids.push(idOf(payload.data));
    });
    opened.once('close', (code, reason) => {
      if (ended) return;
      breaks.push({ code, reason: reason.toString() });
      const hint = /^retry in (\d+) ms$/.exec(reason.toString())?.[1];
      timer = setTimeout(open, hint === undefined ? Math.random() * afterBreakMs : Number(hint));
    });
  };
  open();
  return {
    ids,
    breaks,
    stands: () => cursor !== undefined,
    end() {
      ended = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
};
