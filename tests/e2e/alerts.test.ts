import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, addHook, addRule, asking, onThisMachine } from '../support/alerting.ts';
import { hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Hook, isSigned, openHook } from '../support/hook.ts';
import type { Person } from '../support/people.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

const shown = /* GraphQL */ `
  query Shown($sensor: ID!) {
    sensor(id: $sensor) {
      name
      latest(quantities: [PM25]) { value }
      alerts { nodes { id title severity state peak isReplayed acknowledgedBy note sensor { name } site { city } } }
    }
  }
`;
const live = /* GraphQL */ `
  subscription Live($filter: AlertFilter) {
    alertRaised(filter: $filter) { cursor change alert { id state peak sensor { name } } }
  }
`;

/** Those of the rule of these tests: the house has rules of its own. */
const smokeOf = ({ sensor }: { sensor: { alerts: { nodes: { title: string }[] } | null } }) =>
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  (sensor.alerts?.nodes ?? []).filter(({ title }) => title === 'Smoke over Makerere') as any[];

describe.each(placements)('alerts with %s', (placement) => {
  let house: House;
  let hook: Hook;
  let member: Person;
  let ask: Ask;
  let asAdmin: Ask;
  let ruleId: string;
  let receiver: { readonly id: string; readonly signingSecret: string };
  beforeAll(async () => {
    hook = await openHook();
    house = await openHouse(placement, onThisMachine);
    await registerSensor(house.client);
    await registerSensor(house.client, { id: 'roof-2', name: 'Roof 2' });
    member = await house.member('air-watch');
    ask = asking(house, member.token);
    asAdmin = asking(house, await house.admin());
    receiver = await addHook(ask, hook.url);
    const rule = await addRule(ask, {
      scope: { siteIds: ['makerere'] },
      telling: { receiverIds: [receiver.id], groupInterval: 'PT1S' },
    });
    ruleId = rule.id;
    await asAdmin(
      'mutation($id: ID!) { publishAlertRule(input: { id: $id, isPublished: true }) { __typename } }',
      {
        id: ruleId,
      },
    );
  });
  afterAll(async () => {
    await house?.end();
    await hook.close();
  });

  /** The hour that ended so many hours ago. */
  const say = (hoursBack: number, value: number, more: object = {}) => {
    const start = hourStart(hoursBack);
    return report(
      house.client,
      [makeRow({ value, periodStart: iso(start), periodEnd: iso(start + 3_600_000), ...more })],
      'LIVE',
    );
  };
  const told = (count: number) =>
    until(
      async () => hook.got,
      (got) => got.length >= count,
      20_000,
    );

  it('go from a reading to a program and to a live feed, once, and say when they are over', {
    timeout: 60_000,
  }, async () => {
    const events = house.client.subscribe(live, { filter: { sensorIds: ['roof-1'], ruleIds: [ruleId] } });
    const first = events.next();
    await say(4, 50);
    await say(3, 150);
    expect((await first).value.data.alertRaised).toMatchObject({
      change: 'RAISED',
      alert: { state: 'FIRING', peak: 150, sensor: { name: 'Roof 1' } },
    });
    const [message] = await told(1);
    expect(message?.message).toMatchObject({
      type: 'alert.firing',
      isReplayed: false,
      rule: { id: ruleId },
      incidents: [{ severity: 'SEVERE', peak: 150, unit: 'µg/m³', sensor: { id: 'roof-1', name: 'Roof 1' } }],
    });
    expect(isSigned(message as never, receiver.signingSecret)).toBe(true);
    expect(isSigned(message as never, 'whsec_c29tZWJvZHkgZWxzZQ==')).toBe(false);

    await say(2, 20);
    const [, over] = await told(2);
    expect(over?.message).toMatchObject({ type: 'alert.all_clear', incidents: [{ state: 'RESOLVED' }] });
    const changes: string[] = [];
    while (changes.at(-1) !== 'RESOLVED') changes.push((await events.next()).value.data.alertRaised.change);
    expect(changes.filter((change) => change !== 'UPDATED')).toEqual(['RESOLVED']);
    await events.return?.();
    // sent again, nothing is told again
    await say(3, 150);
    await say(2, 20);
    await say(1, 30);
    await until(
      () => ask('{ alertDeliveries { nodes { state reason attempts } } }'),
      ({ alertDeliveries }) => alertDeliveries.nodes.length === 2,
    );
    expect(hook.got).toHaveLength(2);
  });

  it('stand beside the air and the place in one query, what members say for members alone', {
    timeout: 60_000,
  }, async () => {
    await say(3, 170, { sensorId: 'roof-2' });
    const open = await until(
      () => ask(shown, { sensor: 'roof-2' }),
      (found) => smokeOf(found).length === 1,
    );
    const [{ id }] = smokeOf(open);
    const [, , message] = await told(3);
    expect(message?.message).toMatchObject({
      type: 'alert.firing',
      incidents: [{ sensor: { id: 'roof-2' } }],
    });
    const { acknowledgeAlert } = await ask(
      `mutation($id: ID!) { acknowledgeAlert(input: { id: $id, note: "The bakery again" }) {
        ... on AlertSaved { alert { acknowledgedBy } } ... on AlertProblems { problems { reason } } } }`,
      { id },
    );
    expect(acknowledgeAlert).toEqual({ alert: { acknowledgedBy: member.id } });
    const answer = await ask(shown, { sensor: 'roof-2' });
    expect(answer.sensor).toMatchObject({
      name: 'Roof 2',
      latest: [{ value: expect.any(Number) }],
    });
    expect(smokeOf(answer)).toMatchObject([
      {
        id,
        state: 'FIRING',
        note: 'The bakery again',
        sensor: { name: 'Roof 2' },
        site: { city: 'Kampala' },
      },
    ]);
    const stranger = await house.client.ask(shown, { sensor: 'roof-2' });
    expect(smokeOf(stranger.data)).toMatchObject([{ id, acknowledgedBy: null, note: null }]);
  });

  it('go out as CAP, which is Actual where an Admin has approved their rule', async () => {
    const feed = async (): Promise<string> => (await fetch(`${house.url}/v1/alerts/cap`)).text();
    await asAdmin(
      `mutation($id: ID!) { approveAlertRule(input: { id: $id, revision: 1, isApproved: true }) { __typename } }`,
      { id: ruleId },
    );
    const actual = await feed();
    expect(actual).toContain('term="Actual"');
    const [, url = ''] = /href="([^"]*actual[^"]*\.xml)"/i.exec(actual) ?? [];
    const message = await fetch(url.replace(/^https?:\/\/[^/]+/, house.url));
    expect(message.headers.get('content-type')).toContain('application/cap+xml');
    expect(await message.text()).toContain('<status>Actual</status>');
  });

  it('are no message of recorded air to whoever did not ask for it', { timeout: 60_000 }, async () => {
    const before = hook.got.length;
    const start = hourStart(0);
    const originalPeriodStart = start - 365 * 86_400_000;
    const replay = {
      originalPeriodStart: iso(originalPeriodStart),
      originalPeriodEnd: iso(originalPeriodStart + 3_600_000),
    };
    await registerSensor(house.client, { id: 'roof-3', name: 'Roof 3' });
    await say(0, 190, { sensorId: 'roof-3', replay });
    const found = await until(
      () => ask(shown, { sensor: 'roof-3' }),
      (answer) => smokeOf(answer).length === 1,
    );
    expect(smokeOf(found)[0].isReplayed).toBe(true);
    const { alertDeliveries } = await until(
      () => ask('{ alertDeliveries(filter: { states: [DROPPED] }) { nodes { isReplayed fault } } }'),
      (found) => found.alertDeliveries.nodes.length === 1,
    );
    expect(alertDeliveries.nodes).toMatchObject([
      { isReplayed: true, fault: expect.stringContaining('recorded') },
    ]);
    expect(hook.got).toHaveLength(before);
  });
});
