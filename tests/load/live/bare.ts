import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { shownOf } from './air.ts';
import { openFeed } from './feed.ts';

// The ceiling: a process that does nothing but send the same bytes to everybody. PORT=… node bare.ts
const feed = openFeed();
const flat = new Set<WebSocket>();
const federated = new Set<WebSocket>();

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
const acknowledged = JSON.stringify({ type: 'connection_ack' });

sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const text = String(data);
    if (text.includes('"connection_init"')) socket.send(acknowledged);
    else if (text.includes('"subscribe"')) (text.includes('name') ? federated : flat).add(socket);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    flat.delete(socket);
    federated.delete(socket);
  });
});

feed.onEvent((event) => {
  for (const clients of [flat, federated]) {
    if (clients.size === 0) continue;
    const data = shownOf(event, clients === federated);
    const bytes = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: { data } }));
    for (const client of clients) client.send(bytes, { binary: false });
  }
});

server.listen(Number(process.env.PORT), '127.0.0.1');
