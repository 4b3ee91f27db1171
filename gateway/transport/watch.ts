import type { WebSocket } from 'ws';

/**
 * Cuts a socket whose other end is silent: of a process that is stopped, a cable that is pulled or a host that is gone nobody is
 * told. A pause of our own is no silence: what the other end says then waits unread.
 */
export const cutWhenSilent = (socket: WebSocket, everyMs: number): void => {
  let isHeard = true;
  const hear = (): void => {
    isHeard = true;
  };
  socket.on('pong', hear);
  socket.on('message', hear);
  const cutUnlessHeard = (): void => {
    if (!isHeard) socket.terminate();
  };
  const timer = setInterval(() => {
    if (socket.isPaused) return hear();
    // where this process itself was busy for long, the answer may be here and unread
    if (!isHeard) return void setImmediate(cutUnlessHeard);
    isHeard = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
};
