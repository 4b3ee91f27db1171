import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** It passes; its connection breaks before the server sees it, or after the server has done it; somebody on the way answers it. */
export type Fate = 'pass' | 'cut' | 'lose' | { readonly status: number; readonly text: string };

export interface FlakyProxy {
  readonly port: number;
  /** Method and path of what came, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Stands before a server. `fateOf`: of a request, by what it asks and how often that was asked before. */
export const openFlakyProxy = async (
  target: number,
  fateOf: (asked: string, before: number) => Fate,
): Promise<FlakyProxy> => {
  const agent = new Agent({ keepAlive: true });
  const all: string[] = [];
  const server = createServer((asked, answer) => {
    const { method, headers, url = '/' } = asked;
    const what = `${method} ${url}`;
    const fate = fateOf(what, all.filter((one) => one === what).length);
    all.push(what);
    if (fate === 'cut') return asked.socket.destroy();
    if (typeof fate === 'object') {
      asked.resume();
      return answer.writeHead(fate.status, { 'content-type': 'text/html' }).end(fate.text);
    }
    const passed = request({ port: target, path: url, method, headers, agent }, (answered) => {
      if (fate === 'lose') answered.resume().on('end', () => asked.socket.destroy());
      else answered.pipe(answer.writeHead(answered.statusCode ?? 502, answered.headers));
    });
    passed.on('error', () => asked.socket.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: all,
    async close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
};
