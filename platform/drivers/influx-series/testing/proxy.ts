import { once } from 'node:events';
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of a request: it passes; it is answered with 503 or 429; it is never answered; its connection breaks before InfluxDB sees it, or
 * after InfluxDB has done it.
 */
export type Fate = 'pass' | 'unavailable' | 'busy' | 'hang' | 'cut' | 'lose';

export interface HarmfulProxy {
  readonly url: string;
  /** Decides over each request from now on; the first is 1. */
  judge(fate: (path: string, nth: number) => Fate): void;
  close(): Promise<void>;
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ code: 'unavailable', message: 'not now' }));
};

/** Stands before an InfluxDB and does it harm, a request at a time. */
export const openProxy = async (target: string): Promise<HarmfulProxy> => {
  const agent = new Agent({ keepAlive: true });
  let fateOf: (path: string, nth: number) => Fate = () => 'pass';
  let nth = 0;
  const server = createServer((asked, answer) => {
    nth += 1;
    const fate = fateOf(asked.url ?? '', nth);
    if (fate === 'cut') asked.socket.destroy();
    else if (fate === 'unavailable') refuse(answer, 503);
    else if (fate === 'busy') refuse(answer, 429);
    if (fate !== 'pass' && fate !== 'lose') return;
    const { method, headers, url } = asked;
    const passed = request(new URL(url ?? '/', target), { method, headers, agent }, (answered) => {
      if (fate === 'lose') {
        answered.resume();
        answered.on('end', () => asked.socket.destroy());
        return;
      }
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on('error', () => asked.socket.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    judge(fate) {
      nth = 0;
      fateOf = fate;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      agent.destroy();
    },
  };
};
