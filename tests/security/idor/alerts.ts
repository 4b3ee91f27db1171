import { randomUUID } from 'node:crypto';
import { hourMs, hourStart, iso, makeRow, minuteMs } from '../../support/builders.ts';
import { until } from '../../support/client.ts';
import type { Tenant } from './callers.ts';
import type { Subject } from './subjects.ts';

interface Ground {
  readonly ask: (document: string, token: string) => Promise<Record<string, unknown>>;
  /** Reports rows, as an Admin. */
  readonly report: (rows: readonly Record<string, unknown>[]) => Promise<void>;
  /** Where webhooks of the tests end. */
  readonly inbox: string;
  readonly admin: string;
}

interface Members {
  readonly member: { readonly token: string };
  /** Whose session nobody ends. */
  readonly witness: { readonly token: string };
}

type Things = Pick<Subject, 'rule' | 'alert' | 'receiver' | 'silence' | 'inhibition' | 'delivery'>;

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
type Node = any;

const quoted = JSON.stringify;
const handled = 'id state acknowledgedAt acknowledgedBy note snoozedUntil';
const condition = '{ signal: VALUE, quantity: PM25, threshold: 40 }';
/** What is sent to the inbox is refused for good, but for tests. */
const isDead = ({ state }: Node): boolean => state === 'DEAD';

/** The sensor at which nothing is done but to watch it, and the one of which everybody hears. */
export const watchedBy = (tenant: Tenant): string => `watched-${tenant}`;
export const shownBy = (tenant: Tenant): string => `shown-${tenant}`;

/** A tenant's rule with an alert, who is told of it, what is quiet and a message that was given up: made anew where they were taken away. Another rule is published. */
export const furnishAlerts = (tenant: Tenant, ground: Ground, { member, witness }: Members) => {
  const { ask, report, inbox, admin } = ground;
  /** Nobody's business but the tenant's; Admins see its rules as well. */
  const known: string[] = [];
  const members: string[] = [];
  const sealed: string[] = [];
  let minute = 0;
  let kept: Things | undefined;
  let looked: Promise<Things> | undefined;
  const asMember = (document: string): Promise<Node> => ask(document, member.token);
  /** A text that stands nowhere else. */
  const secret = (list: string[], what: string): string => {
    const text = `${what} ${randomUUID()}`;
    list.push(text);
    return text;
  };

  const receiver = async (): Promise<string> => {
    const address = `${inbox}/${randomUUID()}`;
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

  /** Everybody sees the alert, and nobody else who looks after it, who was told and what was said. */
  const published = (async (): Promise<string> => {
    const sensors = [shownBy(tenant)];
    const ofRule = await rule('Everybody’s', sensors, await receiver());
    const publish = `mutation { publishAlertRule(input: { id: ${quoted(ofRule)}, isPublished: true }) { __typename } }`;
    await ask(publish, admin);
    const [id = ''] = await raise(ofRule, sensors);
    await acknowledge(id);
    return id;
  })();

  /** What of a rule hangs together: its receiver, an alert, and what the receiver was told. */
  const raiseAnew = async (sensors: readonly string[]) => {
    const ofReceiver = await receiver();
    const ofRule = await rule(secret(known, 'rule'), sensors, ofReceiver);
    const [alert = '', ...others] = await raise(ofRule, sensors);
    members.push(alert, ...others);
    return { rule: ofRule, receiver: ofReceiver, alert, delivery: await delivery(ofReceiver, alert) };
  };

  const look = async (): Promise<Things> => {
    await published;
    if (kept === undefined) {
      const raised = await raiseAnew([watchedBy(tenant), `sensor-${tenant}`]);
      kept = { ...raised, silence: await silence(), inhibition: await inhibition() };
      return kept;
    }
    const there = await asMember(`{
      alertRule(id: ${quoted(kept.rule)}) { revision }
      alertReceivers { id }
      alertDeliveries(filter: { receiverId: ${quoted(kept.receiver)} }) { nodes { id state } }
      silences { id }
      inhibitions { id }
    }`);
    const isThere = (list: readonly Node[], id: string): boolean => list.some((one) => one.id === id);
    const { receiver: ofReceiver, alert } = kept;
    const isWhole = there.alertRule?.revision === 1 && isThere(there.alertReceivers, ofReceiver);
    // whatever is sent once more is given up again
    if (isWhole) await delivery(ofReceiver, alert);
    kept = {
      ...(isWhole ? kept : { ...kept, ...(await raiseAnew([watchedBy(tenant)])) }),
      silence: isThere(there.silences, kept.silence) ? kept.silence : await silence(),
      inhibition: isThere(there.inhibitions, kept.inhibition) ? kept.inhibition : await inhibition(),
    };
    return kept;
  };

  const lookedAt = (): Promise<Things> => {
    looked ??= look();
    return looked;
  };

  return {
    things: lookedAt,
    /** Something of it may be gone. */
    look(): void {
      looked = undefined;
    },
    published: (): Promise<string> => published,
    async snooze(id: string): Promise<void> {
      const until = iso(Date.now() + 2 * hourMs);
      await asMember(
        `mutation { snoozeAlert(input: { id: ${quoted(id)}, until: ${quoted(until)} }) { __typename } }`,
      );
    },
    /** Of alerts and messages those that are the subject: others come to their ends by themselves. */
    shown: async (): Promise<unknown> => {
      const { alert, receiver: ofReceiver } = await lookedAt();
      return ask(
        `{
          alertRules { id revision name isEnabled isPublished isApproved telling { receivers { id } } }
          alertReceivers { id name address language capPerHour isEnabled confirmedAt unsubscribedAt }
          silences(over: true) { id endsAt comment }
          inhibitions { id }
          theirs: alert(id: ${quoted(alert)}) { ${handled} }
          everybodys: alert(id: ${quoted(await published)}) { ${handled} }
          alertDeliveries(filter: { receiverId: ${quoted(ofReceiver)} }) { nodes { id state attempts } }
        }`,
        witness.token,
      );
    },
    secrets: (): readonly string[] => [...new Set(known)],
    membersSecrets: (): readonly string[] => [...new Set(members)],
    /** Shown once, to whoever made the receiver. */
    sealed: (): readonly string[] => sealed,
  };
};
