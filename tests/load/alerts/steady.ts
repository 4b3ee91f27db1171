import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { House } from '../../support/placements.ts';
import type { Call } from './air.ts';

/** Epoch ms to fractions: the same in every process of a machine. */
export const clock = (): number => performance.timeOrigin + performance.now();

const key = randomBytes(32);
const agent = new Agent({ keepAlive: true });
/** About as long as what a webhook is sent of one incident. */
const message = 'x'.repeat(1_500);

/** What a webhook costs anybody: one HMAC and one POST on a connection that is open. */
const postBare = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const signature = createHmac('sha256', key).update(message).digest('base64');
    const headers = { 'content-type': 'application/json', 'webhook-signature': `v1,${signature}` };
    const sent = request(url, { method: 'POST', agent, headers }, (response) =>
      response.resume().once('end', resolve),
    );
    sent.once('error', reject).end(message);
  });

export interface Sent {
  /** When the door had acknowledged a marked sensor's reading, epoch ms. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** When the same sensor's bare message left. */
  readonly bare: ReadonlyMap<string, number>;
  /** From the first call to the last acknowledgement. */
  readonly seconds: number;
  /** How long the slowest call took. */
  readonly slowestMs: number;
}

interface Sending {
  readonly client: House['client'];
  readonly calls: readonly Call[];
  /** From one call to the next, whether or not it was answered. */
  readonly everyMs: number;
  readonly bareUrl: string;
}

/** Sends calls at an even pace. Each marked reading that was acknowledged is followed by a bare message to the same receiver. */
export const sendSteadily = async ({ client, calls, everyMs, bareUrl }: Sending): Promise<Sent> => {
  const acknowledged = new Map<string, number>();
  const bare = new Map<string, number>();
  let slowestMs = 0;
  const send = async ({ body, marked }: Call): Promise<void> => {
    const began = clock();
    const response = await client.post('/v1/readings?delivery=LIVE', body, {
      'content-type': 'application/x-ndjson',
    });
    const at = clock();
    slowestMs = Math.max(slowestMs, at - began);
    const answer = (await response.json()) as { refused?: readonly unknown[] };
    if (response.status !== 200 || answer.refused?.length !== 0)
      throw new Error(`${response.status} ${JSON.stringify(answer).slice(0, 500)}`);
    for (const sensor of marked) {
      acknowledged.set(sensor, at);
      bare.set(sensor, clock());
      await postBare(`${bareUrl}/${sensor}`);
    }
  };
  const began = clock();
  const underWay: Promise<void>[] = [];
  for (const [i, call] of calls.entries()) {
    const wait = began + i * everyMs - clock();
    if (wait > 0) await setTimeout(wait);
    underWay.push(send(call));
  }
  await Promise.all(underWay);
  return { acknowledged, bare, seconds: (clock() - began) / 1_000, slowestMs };
};
