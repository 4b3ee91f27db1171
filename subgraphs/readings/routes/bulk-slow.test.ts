import { request as requestHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Caller, service } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { createBulkDoor } from './bulk.ts';

describe('a body that takes its time', () => {
  const begin = async () => {
    let grant: Caller | undefined = service('a device');
    const reported: unknown[] = [];
    const app = createApp(createLog('silent'));
    createBulkDoor({
      toll: () => async () => undefined,
      now: Date.now,
      async report({ rows, caller }) {
        reported.push(caller.id);
        return { accepted: rows.length, refused: [] };
      },
    })(app, async () => {
      if (!grant) throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
      return { caller: grant, from: undefined };
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const request = requestHttp({ port, path: '/v1/readings', method: 'POST', headers });
    request.write('[{},');
    // its head has come by then, and was judged
    await new Promise((resolve) => setTimeout(resolve, 50));
    return {
      reported,
      become(other: Caller | undefined) {
        grant = other;
      },
      end: () =>
        new Promise<number>((resolve, reject) => {
          request.once('error', reject).once('response', async (response) => {
            await response.resume().toArray();
            await app.close();
            resolve(response.statusCode ?? 0);
          });
          request.end('{}]');
        }),
    };
  };

  it('stores nothing where its sender’s key was revoked meanwhile', async () => {
    const { become, end, reported } = await begin();
    become(undefined);
    expect([await end(), reported]).toEqual([401, []]);
  });

  it('is reported by who its sender is at its end', async () => {
    const { become, end, reported } = await begin();
    become(service('another'));
    expect([await end(), reported]).toEqual([200, [service('another').id]]);
  });
});
