import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { addressKey } from '../../access/rate-limit-key.ts';
import { AirError } from '../../errors/air-error.ts';
import { createAddressOf } from '../client-address.ts';
import { type Refusal, refusalOf, refuse, tooManyOfAddress } from './door.ts';
import { drain } from './drain.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { GraphqlSocketOptions } from './options.ts';
import type { Peer } from './peer.ts';
import { createProtocol } from './protocol.ts';
import { createQuota } from './quota.ts';

const maxFrameBytes = 64 * 1024;
const pingEveryMs = 12_000;
/** How long clients may take to say goodbye: who reads slowly comes to the close frame late, and shall still be told why. */
const goodbyeWithinMs = 24_000;
/** The same, once this process stops. */
const lastGoodbyeWithinMs = 2_000;
/** An option that ws has and its types do not. */
const patience: object = { closeTimeout: goodbyeWithinMs };

/** What ws says of a frame above the limit; it closes with this code, which a peer that vanishes does not send back. */
const codeOfError = (error: Error & { code?: string }): number | undefined =>
  error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 1009 : undefined;

/** Speaks the graphql-transport-ws protocol at `path`; what it returns tells every socket to go, and resolves when all are gone. */
export const serveGraphqlSockets = (options: GraphqlSocketOptions): (() => Promise<void>) => {
  const { server, log, metrics, admitSocket, addressOf = createAddressOf([]) } = options;
  const { maxSocketsPerAddress = Number.POSITIVE_INFINITY } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    // one after the other: what a completion frees is there for the message behind it
    allowSynchronousEvents: false,
    ...patience,
    handleProtocols,
  });
  const protocol = createProtocol(options);
  const peers = new Set<Peer>();
  const ofAddress = createQuota(maxSocketsPerAddress);
  const endHeartbeat = startHeartbeat(peers, options.pingEveryMs ?? pingEveryMs);
  /** How many are being asked about, and neither in nor refused. */
  let knocking = 0;
  let isStopping = false;
  let onEmpty: (() => void) | undefined;

  const letIn = (request: IncomingMessage, raw: Duplex, head: Buffer, from: string): void => {
    sockets.handleUpgrade(request, raw, head, (ws) => {
      let broken: number | undefined;
      const peer = protocol.open(ws, raw as Socket, from);
      peers.add(peer);
      metrics?.opened();
      ws.on('error', (error) => {
        broken = codeOfError(error);
        log.debug({ err: error }, 'a WebSocket broke');
      });
      ws.once('close', (code) => {
        peers.delete(peer);
        metrics?.closed(peer.closed(broken ?? code));
        if (peers.size === 0) onEmpty?.();
      });
    });
  };

  const refusalFor = (request: IncomingMessage): Refusal | undefined =>
    refusalOf(request, options, { open: peers.size + knocking, isStopping });
  const asRefusal = (error: unknown): Refusal => {
    if (error instanceof AirError) return { status: error.status, error };
    log.error({ err: error }, 'a WebSocket could not be admitted');
    return { status: 500, error: new AirError('INTERNAL', 'Something went wrong on our side.') };
  };

  /** Asks first, where there is somebody to ask. */
  const knock = async (request: IncomingMessage, raw: Duplex, from: string): Promise<Refusal | undefined> => {
    const hangUp = (): unknown => raw.destroy();
    raw.on('error', hangUp);
    knocking += 1;
    try {
      await admitSocket?.(from);
    } catch (error) {
      return asRefusal(error);
    } finally {
      knocking -= 1;
      raw.off('error', hangUp);
    }
    return refusalFor(request);
  };

  server.on('upgrade', (request, raw, head) => {
    // nobody would tell that it is gone
    if (raw.destroyed) return;
    const refusal = refusalFor(request);
    if (refusal) return refuse(raw, refusal, request);
    const from = addressOf(request);
    const owner = addressKey(from);
    if (!ofAddress.take(owner)) return refuse(raw, tooManyOfAddress(), request);
    // however it ends: refused behind this, broken in the handshake, or open and closed
    raw.once('close', () => ofAddress.release(owner));
    if (!admitSocket) return letIn(request, raw, head, from);
    void knock(request, raw, from).then((refused) => {
      if (raw.destroyed) return;
      if (refused) refuse(raw, refused, request);
      else letIn(request, raw, head, from);
    });
  });

  return async () => {
    isStopping = true;
    endHeartbeat();
    const gone = new Promise<void>((resolve) => {
      onEmpty = resolve;
    });
    drain(peers, options.drainSpreadMs);
    const cut = setTimeout(() => {
      for (const peer of peers) peer.terminate();
    }, lastGoodbyeWithinMs);
    if (peers.size > 0) await gone;
    clearTimeout(cut);
  };
};
