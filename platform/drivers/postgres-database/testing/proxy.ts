import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a driver and the server, and can fall silent: connections stay open, and nothing comes through either way. */
export const openProxy = async (databaseUrl: string) => {
  const target = new URL(databaseUrl);
  const folder = target.searchParams.get('host');
  const dial = (): Socket =>
    folder === null
      ? connect(Number(target.port || 5432), target.hostname)
      : connect(`${folder}/.s.PGSQL.${target.port || 5432}`);
  let isSilent = false;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const pair = [client, dial()] as const;
    pairs.add(pair);
    const pipe = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => isSilent || to.write(bytes));
      from.on('end', () => isSilent || to.end());
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    };
    pipe(client, pair[1]);
    pipe(pair[1], client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    connections: () => pairs.size,
    fallSilent: () => {
      isSilent = true;
    },
    /** What was lost meanwhile stays lost, as on a wire. */
    speakAgain: () => {
      isSilent = false;
    },
    close: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
