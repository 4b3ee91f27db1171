import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A stretch of network between two processes, which a test can spoil. */
export interface TcpProxy {
  readonly url: string;
  /** Nothing goes through any more, and nobody is told: as with a process that is stopped, or a cable that is pulled. */
  readonly hang: () => void;
  /** Everything goes through again, what had waited first. */
  readonly flow: () => void;
  /** As `hang`, for the connections that stand; new ones go through. */
  readonly strand: () => void;
  /** New connections go to this port of 127.0.0.1; those that stand stay where they are. */
  readonly turnTo: (port: number) => void;
  readonly close: () => Promise<void>;
}

/** A TCP proxy before 127.0.0.1:`port`. */
export const openProxy = async (port: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let hanging = false;
  const pauseAll = (): void => {
    for (const socket of sockets) socket.pause();
  };
  let target = port;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('data', (chunk) => {
      if (!other.destroyed) other.write(chunk);
    });
    if (hanging) socket.pause();
  };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    keep(near, far);
    keep(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang() {
      hanging = true;
      pauseAll();
    },
    flow() {
      hanging = false;
      for (const socket of sockets) socket.resume();
    },
    strand: pauseAll,
    turnTo(next) {
      target = next;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
