import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const sweepEveryMs = 50;
/** How long requests that are under way may still take when the server closes. */
const answerWithinMs = 6_000;

/**
 * Node ends the connections that are idle at the moment when a server closes, and waits for all others. Two kinds of them
 * would not end by themselves: one that is answered afterwards is kept alive, and one that browsers open ahead of need never asks.
 */
export const endConnectionsOnClose = (app: FastifyInstance): void => {
  const { server } = app;
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs);
    const cut = setTimeout(() => server.closeAllConnections(), answerWithinMs);
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(cut);
    });
  });
};
