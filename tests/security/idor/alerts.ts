import { type MakingGround, openMaking, quoted } from './alert-making.ts';
import type { Tenant } from './callers.ts';
import type { Subject } from './subjects.ts';

interface Ground extends Pick<MakingGround, 'report' | 'hook'> {
  readonly ask: (document: string, token: string) => Promise<Record<string, unknown>>;
  readonly admin: string;
}

interface Members {
  readonly member: { readonly token: string };
  /** Whose session nobody ends. */
  readonly witness: { readonly token: string };
}

type Things = Pick<Subject, 'rule' | 'alert' | 'receiver' | 'silence' | 'inhibition' | 'delivery'>;

const handled = 'id state acknowledgedAt acknowledgedBy note snoozedUntil';

/** The sensor at which nothing is done but to watch it, and the one of which everybody hears. */
export const watchedBy = (tenant: Tenant): string => `watched-${tenant}`;
export const shownBy = (tenant: Tenant): string => `shown-${tenant}`;

const isThere = (list: readonly { readonly id: string }[], id: string): boolean =>
  list.some((one) => one.id === id);

/** A tenant's rule with an alert, who is told of it, what is quiet and a message that was given up: made anew where they were taken away. Another rule is published. */
export const furnishAlerts = (
  tenant: Tenant,
  { ask, admin, ...ground }: Ground,
  { member, witness }: Members,
) => {
  let kept: Things | undefined;
  let looked: Promise<Things> | undefined;
  const asMember: MakingGround['asMember'] = (document) => ask(document, member.token);
  const making = openMaking({ ...ground, asMember });
  const { receiver, rule, raise, delivery, silence, inhibition, acknowledge } = making;

  /** Everybody sees the alert, and nobody else who looks after it, who was told and what was said. */
  const published = (async (): Promise<string> => {
    const sensors = [shownBy(tenant)];
    const ofRule = await rule(sensors, await receiver(), 'Everybody’s');
    const publish = `mutation { publishAlertRule(input: { id: ${quoted(ofRule)}, isPublished: true }) { __typename } }`;
    await ask(publish, admin);
    const [id = ''] = await raise(ofRule, sensors);
    await acknowledge(id);
    return id;
  })();

  /** What of a rule hangs together: its receiver, an alert, and what the receiver was told. */
  const raiseAnew = async (sensors: readonly string[]) => {
    const ofReceiver = await receiver();
    const ofRule = await rule(sensors, ofReceiver);
    const [alert = '', ...others] = await raise(ofRule, sensors);
    making.members.push(alert, ...others);
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
      silences { id }
      inhibitions { id }
    }`);
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
    snooze: making.snooze,
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
    secrets: (): readonly string[] => [...new Set(making.known)],
    membersSecrets: (): readonly string[] => [...new Set(making.members)],
    /** Shown once, to whoever made the receiver. */
    sealed: (): readonly string[] => making.sealed,
  };
};
