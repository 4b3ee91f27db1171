import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { createClient, until } from '../support/client.ts';
import { type Follower, follow } from '../support/follow.ts';
import { freePort } from '../support/free-port.ts';
import { type House, openHouse } from '../support/placements.ts';
import { openProxy, type TcpProxy } from '../support/proxy.ts';
import { openWire, type Wire } from '../support/wire.ts';

const pingEveryMs = 12_000;
const slackMs = 6_000;

describe('lines that are dead without a word', () => {
  let house: House;
  let towardsGateway: TcpProxy;
  let towardsReadings: TcpProxy;
  let there: Wire;
  let silent: Wire;
  let follower: Follower;
  beforeAll(async () => {
    const readings = await freePort();
    towardsReadings = await openProxy(readings);
    house = await openHouse(
      'gateway apart',
      { READINGS_URL: `http://127.0.0.1:${readings}` },
      { READINGS_URL: towardsReadings.url },
    );
    await registerSensor(house.client);
    towardsGateway = await openProxy(Number(new URL(house.url).port));
    [silent, there] = [await openWire(towardsGateway.url), await openWire(house.url)];
    await follow(silent);
    follower = await follow(there);
  });
  afterAll(async () => {
    there?.socket.terminate();
    silent?.socket.terminate();
    await towardsGateway?.close();
    await house?.end();
    await towardsReadings?.close();
  });

  const openSockets = async (): Promise<number> => {
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    return Number(/^aqmrg_gateway_sockets(?:\{[^}]*\})? (\d+)$/m.exec(metrics)?.[1]);
  };

  describe.concurrent('cut at once, before and behind the gateway', () => {
    it('a client that is silent is let go within two pings, and one that answers stays', async () => {
      expect(await openSockets()).toBe(2);
      const began = performance.now();
      towardsGateway.hang();
      await until(openSockets, (open) => open === 1, 3 * pingEveryMs + slackMs);
      const ms = performance.now() - began;
      // two pings without an answer, and up to one ping's time until the first of them
      expect(ms).toBeGreaterThan(pingEveryMs - 1_000);
      expect(ms).toBeLessThan(3 * pingEveryMs + slackMs);
      expect(there.socket.readyState).toBe(there.socket.OPEN);
    }, 60_000);

    it('a subgraph that is silent is left for a new line within two pings, unseen: no event is lost', async () => {
      const { post } = createClient(house.roomUrl('readings'), house.asAdmin);
      await report({ post }, [makeMinute(0)]);
      await follower.until(1);
      towardsReadings.strand();
      const began = performance.now();
      await report({ post }, [makeMinute(1), makeMinute(2)]);
      await follower.until(3, 3 * pingEveryMs + slackMs);
      // it did come by a new line: the old one is dead
      expect(performance.now() - began).toBeGreaterThan(1_000);
      await report({ post }, [makeMinute(3)]);
      await follower.until(4);
      expect(follower.events.map(({ reading }) => reading.periodStart)).toEqual(
        [0, 1, 2, 3].map((minute) => makeMinute(minute).periodStart),
      );
    }, 60_000);
  });
});
