import { randomUUID } from 'node:crypto';
import { hourMs, hourStart, iso, makeRow, minuteMs } from '../../support/builders.ts';
import { until } from '../../support/client.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
export type Node = any;

export interface MakingGround {
  /** Asks as a member of the tenant. */
  readonly asMember: (document: string) => Promise<Node>;
  /** Reports rows, as an Admin. */
  readonly report: (rows: readonly Record<string, unknown>[]) => Promise<void>;
  /** Where webhooks end: what is sent there is refused for good, but for tests. */
  readonly hook: string;
}

export const quoted = JSON.stringify;
const condition = '{ signal: VALUE, quantity: PM25, threshold: 40 }';
const isDead = ({ state }: Node): boolean => state === 'DEAD';

/** Makes what a tenant keeps of alerts, and knows what of it nobody else may learn. */
export const openMaking = ({ asMember, report, hook }: MakingGround) => {
  /** Nobody's business but the tenant's. */
  const known: string[] = [];
  /** Its members' alone: Admins see its rules and no more. */
  const members: string[] = [];
  /** Shown once, to whoever made the receiver. */
  const sealed: string[] = [];
  let minute = 0;
  /** A text that stands nowhere else. */
  const secret = (list: string[], what: string): string => {
    const text = `${what} ${randomUUID()}`;
    list.push(text);
    return text;
  };

  const receiver = async (): Promise<string> => {
    const address = `${hook}/${randomUUID()}`;
    members.push(address);
    const { createAlertReceiver } = await asMember(
      `mutation { createAlertReceiver(input: { name: ${quoted(secret(members, 'receiver'))}, channel: WEBHOOK, address: ${quoted(address)} }) { ... on AlertReceiverCreated { signingSecret receiver { id } } } }`,
    );
    sealed.push(createAlertReceiver.signingSecret);
    members.push(createAlertReceiver.receiver.id);
    return createAlertReceiver.receiver.id;
  };

  const rule = async (name: string, sensors: readonly string[], told: string): Promise<string> => {
    const description = quoted(secret(known, 'why'));
    const { createAlertRule } = await asMember(
      `mutation { createAlertRule(input: { name: ${quoted(name)}, description: ${description}, severity: SEVERE, condition: ${condition}, scope: { sensorIds: ${quoted(sensors)} }, telling: { receiverIds: [${quoted(told)}] } }) { ... on AlertRuleSaved { rule { id } } } }`,
    );
    known.push(createAlertRule.rule.id);
    return createAlertRule.rule.id;
  };

  /** Bad air at these, until the rule has raised an alert of it at each: it is judged from the next reading on that comes after it is known. */
  const raise = async (ruleId: string, sensors: readonly string[]): Promise<readonly string[]> => {
    const raised = async (): Promise<readonly Node[]> => {
      const { alerts } = await asMember(
        `{ alerts(filter: { ruleIds: [${quoted(ruleId)}] }) { nodes { id sensor { id } } } }`,
      );
      return sensors.map((id) => alerts.nodes.find(({ sensor }: Node) => sensor.id === id)?.id);
    };
    const isThere = (ids: readonly Node[]): boolean => !ids.includes(undefined);
    return until(
      async () => {
        const start = hourStart() + minute * minuteMs;
        minute += 1;
        const period = { periodStart: iso(start), periodEnd: iso(start + minuteMs) };
        await report(sensors.map((sensorId) => makeRow({ sensorId, value: 60, ...period })));
        return until(raised, isThere, 2_000).catch(() => raised());
      },
      isThere,
      20_000,
    );
  };

  const delivery = async (receiverId: string, alertId: string): Promise<string> => {
    const filter = `{ receiverId: ${quoted(receiverId)}, alertId: ${quoted(alertId)} }`;
    const nodes = await until(
      async () =>
        (await asMember(`{ alertDeliveries(filter: ${filter}) { nodes { id state } } }`)).alertDeliveries
          .nodes as readonly Node[],
      (found) => found.some(isDead),
    );
    const { id } = nodes.find(isDead);
    members.push(id);
    return id;
  };

  const silence = async (): Promise<string> => {
    const endsAt = iso(Date.now() + 24 * hourMs);
    const made = await asMember(
      `mutation { silence(input: { matcher: { severities: [EXTREME] }, endsAt: ${quoted(endsAt)}, comment: ${quoted(secret(members, 'silence'))} }) { ... on SilenceSaved { silence { id } } } }`,
    );
    members.push(made.silence.silence.id);
    return made.silence.silence.id;
  };

  const inhibition = async (): Promise<string> => {
    const { createInhibition } = await asMember(
      'mutation { createInhibition(input: { source: { severities: [EXTREME] }, target: { severities: [MINOR] }, equal: [SITE] }) { ... on InhibitionCreated { inhibition { id } } } }',
    );
    members.push(createInhibition.inhibition.id);
    return createInhibition.inhibition.id;
  };

  const acknowledge = (id: string): Promise<Node> =>
    asMember(
      `mutation { acknowledgeAlert(input: { id: ${quoted(id)}, note: ${quoted(secret(members, 'note'))} }) { __typename } }`,
    );

  const snooze = async (id: string): Promise<void> => {
    const ends = iso(Date.now() + 2 * hourMs);
    await asMember(
      `mutation { snoozeAlert(input: { id: ${quoted(id)}, until: ${quoted(ends)} }) { __typename } }`,
    );
  };

  return {
    ...{ known, members, sealed, receiver, raise, delivery, silence, inhibition, acknowledge, snooze },
    rule: (sensors: readonly string[], told: string, name = secret(known, 'rule')) =>
      rule(name, sensors, told),
  };
};
