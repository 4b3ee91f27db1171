import type { FrameSocket } from '../outlet.ts';

/** Tells every client to go, and each another moment to come back: all at once would be a wave for whoever takes over. */
export const drain = (sockets: ReadonlySet<Pick<FrameSocket, 'close'>>, spreadMs: number): void => {
  let place = 0;
  for (const socket of [...sockets]) {
    const waitMs = Math.floor(((place + Math.random()) / sockets.size) * spreadMs);
    place += 1;
    socket.close(1012, `retry in ${waitMs} ms`);
  }
};
