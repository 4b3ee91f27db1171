import { openHttpLink } from '@aqmrg/gateway/transport/http-link.ts';
import {
  createIdentitySigner,
  createIdentityVerifier,
  identityHeader,
} from '@aqmrg/platform/access/internal-identity.ts';
import { identityOf } from '@aqmrg/platform/access/testing/identities.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveRoom } from './serve-room.ts';

const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };
const said = ({ caller, from }: Pick<GraphRequest, 'caller' | 'from'>) => ({ who: caller.id, from });

/** A room on a port of its own that tells who asks it, and from where: at its graph, in its events and at its door. */
const openRoom = async () => {
  const log = createLog('silent');
  const lifecycle = createLifecycle(log);
  const signing = { secret: 'a secret between our own processes', now: Date.now };
  const link: SubgraphLink = {
    name: 'echoes',
    execute: async (request) => ({ data: said(request) }),
    async subscribe(request) {
      return (async function* () {
        yield { data: said(request) };
      })();
    },
    ready: async () => {},
  };
  const url = await serveRoom({
    link,
    routes: (app, authenticate) =>
      void app.get('/v1/echo', async (request) =>
        said({ from: undefined, ...(await authenticate(request)) }),
      ),
    host: '127.0.0.1',
    port: 0,
    verify: createIdentityVerifier({ ...signing, audience: 'echoes' }),
    identity: { ...identityOf({ 'Bearer ada': ada }), ready: async () => {}, close: async () => {} },
    isProduction: false,
    mountMetrics: () => {},
    log,
    lifecycle,
  });
  const sign = createIdentitySigner(signing);
  const gateway = openHttpLink('echoes', url, { identify: (caller, from) => sign('echoes', caller, from) });
  lifecycle.onStop('gateway', () => gateway.close());
  return { url, gateway, sign, stop: () => lifecycle.stop('the test is over') };
};

describe('a room on a port of its own', () => {
  let room: Awaited<ReturnType<typeof openRoom>>;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.stop());

  const asking = (document: string, from: string | undefined) => {
    const signal = AbortSignal.timeout(5_000);
    return { document, caller: ada, from, requestId: 'test', signal };
  };
  const ask = async (from: string | undefined) => (await room.gateway.execute(asking('{ it }', from))).data;
  const follow = async (from: string | undefined) => {
    const stream = await room.gateway.subscribe(asking('subscription { it }', from));
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    const { value } = await stream.next();
    await stream.return?.();
    return value.data;
  };
  const knock = async (headers: Record<string, string>) =>
    (await fetch(`${room.url}/v1/echo`, { headers })).json();
  const passOn = (from: string | undefined) => knock({ [identityHeader]: room.sign('echoes', ada, from) });

  it.each([
    ['its graph', ask],
    ['its events', follow],
    ['its door', passOn],
  ])('is told by the gateway who asks %s, and from where', async (_what, reach) => {
    expect(await reach('203.0.113.7')).toEqual({ who: 'ada', from: '203.0.113.7' });
  });

  it.each([
    ['its graph', ask],
    ['its events', follow],
    ['its door', passOn],
  ])("takes the gateway's own address for nobody's, where it asks %s for all", async (_what, reach) => {
    expect(await reach(undefined)).toEqual({ who: 'ada' });
  });

  it('sees for itself from where somebody comes to its door without a gateway', async () => {
    expect(await knock({ authorization: 'Bearer ada' })).toEqual({ who: 'ada', from: '127.0.0.1' });
    expect(await knock({})).toEqual({ who: 'anonymous', from: '127.0.0.1' });
  });
});
