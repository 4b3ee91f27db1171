import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { anonymous } from '@aqmrg/platform/caller.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { Ports } from './graph.ts';
import { openRooms } from './open-rooms.ts';

// The three subgraphs of one run, each on its own port: SUBGRAPHS=cached|real PORTS={"sensors":…} node subgraphs.ts
//
// cached: whatever body a gateway sends is executed once, by our own subgraphs; the same body gets the same bytes again, so that
// the gateway is what is measured. real: executed each time.
const cached = process.env.SUBGRAPHS !== 'real';
const ports = JSON.parse(process.env.PORTS ?? '{}') as Ports;

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  request.setEncoding('latin1');
  for await (const chunk of request) text += chunk;
  return text;
};

const answerOf = async (link: SubgraphLink, text: string): Promise<Buffer> => {
  const { query, variables, operationName } = JSON.parse(Buffer.from(text, 'latin1').toString());
  const result = await link.execute({
    document: query,
    variables: variables ?? {},
    ...(operationName ? { operationName } : {}),
    caller: anonymous,
    requestId: 'bench',
    signal: new AbortController().signal,
  });
  return Buffer.from(JSON.stringify(result));
};

let executions = 0;

const serve = (link: SubgraphLink): Promise<void> => {
  const answers = new Map<string, Buffer>();
  const send = (response: ServerResponse, body: Buffer): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    if (request.method !== 'POST') return send(response, Buffer.from('{}'));
    const text = await textOf(request);
    const known = cached ? answers.get(text) : undefined;
    if (known) return send(response, known);
    executions += 1;
    const answer = await answerOf(link, text);
    if (cached) answers.set(text, answer);
    send(response, answer);
  });
  return new Promise((resolve) => server.listen(ports[link.name], '127.0.0.1', resolve));
};

await Promise.all([...(await openRooms()).values()].map(serve));
// how often a body was new: after warming up, none should be
process.on('message', () => process.send?.({ executions }));
process.send?.('ready');
