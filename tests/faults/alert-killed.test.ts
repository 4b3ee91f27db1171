import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, addHook, addRule, asking, onThisMachine } from '../support/alerting.ts';
import { hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Hook, openHook } from '../support/hook.ts';
import { type House, openHouse } from '../support/placements.ts';

describe('a house that is killed between a decision and its delivery', () => {
  let house: House;
  let hook: Hook;
  let isWell = false;
  let ask: Ask;
  beforeAll(async () => {
    // away until it is said to be well
    hook = await openHook((response) => void response.writeHead(isWell ? 204 : 503).end());
    house = await openHouse('gateway apart', onThisMachine);
    await registerSensor(house.client);
    ask = asking(house, (await house.member('air-watch')).token);
    const { id } = await addHook(ask, hook.url);
    await addRule(ask, { telling: { receiverIds: [id], groupInterval: 'PT1S' } });
  });
  afterAll(async () => {
    await house?.end();
    await hook.close();
  });

  const say = (hoursBack: number, value: number) => {
    const start = hourStart(hoursBack);
    return report(
      house.client,
      [makeRow({ value, periodStart: iso(start), periodEnd: iso(start + 3_600_000) })],
      'LIVE',
    );
  };
  const eventIds = () => new Set(hook.got.map(({ message }) => message.id));

  it('sends it after all, with the same id in every try, and once where it was taken', {
    timeout: 120_000,
  }, async () => {
    await say(3, 150);
    await until(
      async () => hook.got.length,
      (count) => count > 0,
      20_000,
    );
    await house.rooms().kill();
    isWell = true;
    const triedBefore = hook.got.length;
    await house.restartRooms();
    await until(
      async () => hook.got.length,
      (count) => count > triedBefore,
      90_000,
    );
    expect(eventIds().size).toBe(1);

    // what follows is judged on by what was told before
    await say(2, 20);
    await until(
      async () => hook.got.at(-1)?.message.type,
      (type) => type === 'alert.all_clear',
      30_000,
    );
    const { alerts, alertDeliveries } = await ask(
      '{ alerts(filter: { own: true }) { nodes { state trail { kind } } } alertDeliveries { nodes { state reason } } }',
    );
    expect(alerts.nodes).toHaveLength(1);
    expect(alerts.nodes[0].trail.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['RAISED', 'RESOLVED']),
    );
    expect(alertDeliveries.nodes).toEqual([
      { state: 'SENT', reason: 'ALL_CLEAR' },
      { state: 'SENT', reason: 'FIRING' },
    ]);
    expect(eventIds().size).toBe(2);
  });
});
