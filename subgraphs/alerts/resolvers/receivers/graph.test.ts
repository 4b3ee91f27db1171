import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hourMs, makeIncident, makeOver, minuteMs, monday } from '../../testing/notify/make.ts';
import { type Bench, openBench } from '../../testing/notify/open-bench.ts';
import { makeMember, openReceiversGraph, type ReceiversGraph } from '../../testing/notify/open-receivers.ts';
import { openSending, openWay, sent } from '../../testing/notify/open-sending.ts';

let bench: Bench;
let graph: ReceiversGraph;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.empty();
  graph = openReceiversGraph(bench);
});

const stranger = makeMember({ id: 'eve', organisation: 'another' });
const problems = '... on AlertProblems { problems { field code reason next } }';
const shown = `id name channel address language timeZone capPerHour takesReplays isEnabled confirmedAt unsubscribedAt createdBy
  createdAt quietHours { from to exceptFrom }`;
const mutation =
  (name: string, input: string, success: string) =>
  (given: object, caller = makeMember()) =>
    graph.field(
      `mutation($input: ${input}!) { ${name}(input: $input) { __typename ${success} ${problems} } }`,
      { input: given },
      caller,
    );
const create = mutation(
  'createAlertReceiver',
  'CreateAlertReceiverInput',
  `... on AlertReceiverCreated { signingSecret receiver { ${shown} } }`,
);
const update = mutation(
  'updateAlertReceiver',
  'UpdateAlertReceiverInput',
  `... on AlertReceiverSaved { receiver { ${shown} } }`,
);
const remove = mutation(
  'deleteAlertReceiver',
  'DeleteAlertReceiverInput',
  '... on AlertReceiverDeleted { id }',
);
const rotate = mutation(
  'rotateReceiverSecret',
  'RotateReceiverSecretInput',
  '... on ReceiverSecretRotated { signingSecret oldUntil }',
);
const test = mutation(
  'testChannel',
  'TestChannelInput',
  '... on ChannelTested { delivery { id state reason attempts receiver { id } } }',
);
const retry = mutation(
  'retryAlertDelivery',
  'RetryAlertDeliveryInput',
  '... on AlertDeliveryRetried { delivery { id state attempts } }',
);
const list = (caller = makeMember()) => graph.field(`{ alertReceivers { ${shown} } }`, {}, caller);
const webhook = { name: 'Our program', channel: 'WEBHOOK', address: 'https://example.org/air' };
const email = { name: 'Ada', channel: 'EMAIL', address: 'ada@example.org' };
const codesOf = (answer: { readonly problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field} ${code}`);
const confirm = async (id: string) => {
  const found = await graph.receivers.find(id);
  if (found === null) throw new Error('It is gone.');
  return graph.consent.confirmReceiver(graph.links.confirmToken(found.receiver, bench.now()));
};

describe('receivers', () => {
  it('are made, with a secret that is shown once and kept sealed', async () => {
    const { receiver, signingSecret } = await create({
      ...webhook,
      language: 'SW',
      quietHours: { from: '22:00', to: '06:30' },
      timeZone: 'Africa/Kampala',
    });
    expect(receiver).toMatchObject({
      ...{ ...webhook, language: 'SW', capPerHour: 1_000, confirmedAt: null, createdBy: 'ada' },
      quietHours: { from: '22:00', to: '06:30', exceptFrom: 'EXTREME' },
    });
    expect(signingSecret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { sealed } = (await graph.receivers.find(receiver.id)) ?? { sealed: '' };
    expect(sealed).not.toContain(signingSecret);
    expect(await graph.secrets.openAt(receiver.id, sealed, monday)).toEqual({
      channel: 'WEBHOOK',
      signingSecrets: [signingSecret],
    });
    expect(await list()).toEqual([receiver]);
  });

  it('of Slack show their host alone, of Telegram no token', async () => {
    const url = 'https://hooks.slack.com/services/T0/B0/secret';
    const slack = await create({ name: 'Slack', channel: 'SLACK', address: url });
    expect(slack.receiver.address).toBe('hooks.slack.com');
    const botToken = `123456789:${'A'.repeat(35)}`;
    const telegram = await create({ name: 'Chat', channel: 'TELEGRAM', address: '@air_kampala', botToken });
    const { sealed } = (await graph.receivers.find(telegram.receiver.id)) ?? { sealed: '' };
    expect(await graph.secrets.openAt(telegram.receiver.id, sealed, monday)).toMatchObject({ botToken });
    expect(JSON.stringify(await list())).not.toMatch(/secret|AAAA/);
  });

  it('are told what is wrong with them, of all at once', async () => {
    const answer = await create({
      name: '',
      channel: 'EMAIL',
      address: 'x',
      timeZone: 'Mars',
      capPerHour: 0,
    });
    expect(codesOf(answer)).toEqual([
      'name MISSING',
      'timeZone NOT_A_TIME_ZONE',
      'capPerHour OUT_OF_RANGE',
      'address NOT_AN_ADDRESS',
    ]);
    expect(codesOf(await create({ ...webhook, address: 'http://example.org' }))).toEqual([
      'address ADDRESS_NOT_ALLOWED',
    ]);
  });

  it('are an organisation’s own: for others they are not there', async () => {
    const { receiver } = await create(webhook);
    expect(await list(stranger)).toEqual([]);
    for (const act of [
      update({ id: receiver.id, name: 'Mine' }, stranger),
      remove({ id: receiver.id }, stranger),
      rotate({ id: receiver.id }, stranger),
    ])
      expect(codesOf(await act)).toEqual(['id NOT_FOUND']);
    expect(codesOf(await test({ receiverId: receiver.id }, stranger))).toEqual(['receiverId NOT_FOUND']);
    expect(codesOf(await update({ id: 'a\0b', name: 'x' }))).toEqual(['id NOT_FOUND']);
    expect((await list())[0].name).toBe('Our program');
    const nobody = makeMember({ organisation: null });
    expect(codesOf(await create(webhook, nobody))).toEqual(['organisation NO_ORGANISATION']);
  });

  it('are a hundred at most', async () => {
    for (let n = 0; n < 100; n += 1) await bench.addReceiver({ id: `${n}` });
    expect(codesOf(await create(webhook))).toEqual(['name TOO_MANY']);
    await remove({ id: '5' });
    expect(await create(webhook)).toMatchObject({ __typename: 'AlertReceiverCreated' });
  });

  it('change where something is given', async () => {
    const { receiver } = await create({ ...webhook, quietHours: { from: '22:00', to: '06:00' } });
    const changes = { id: receiver.id, name: 'Other', quietHours: null, takesReplays: true, capPerHour: 3 };
    expect((await update(changes)).receiver).toEqual({ ...receiver, ...changes });
  });

  it('have two secrets for a day when one is rotated', async () => {
    const { receiver, signingSecret: old } = await create(webhook);
    const { signingSecret, oldUntil } = await rotate({ id: receiver.id });
    expect(Date.parse(oldUntil)).toBe(monday + 24 * hourMs);
    const { sealed } = (await graph.receivers.find(receiver.id)) ?? { sealed: '' };
    expect(await graph.secrets.openAt(receiver.id, sealed, monday + hourMs)).toMatchObject({
      signingSecrets: [signingSecret, old],
    });
    const { receiver: other } = await create(email);
    expect(codesOf(await rotate({ id: other.id }))).toEqual(['id NOT_USED']);
  });

  it('go out of every rule, and what waits for them is dropped', async () => {
    const { receiver } = await create(webhook);
    const escalation = [
      { afterMs: minuteMs, receiverIds: [receiver.id] },
      { afterMs: 2 * minuteMs, receiverIds: [receiver.id, 'other'] },
    ];
    await bench.addRule({ receiverIds: [receiver.id, 'other'], escalation });
    await bench.put(makeIncident());
    await bench.notify();
    await remove({ id: receiver.id });
    const { definition } = await bench.client.alertRule.findUniqueOrThrow({ where: { id: 'rule-1' } });
    expect(definition).toMatchObject({
      telling: { receiverIds: ['other'], escalation: [{ afterMs: 2 * minuteMs, receiverIds: ['other'] }] },
    });
    expect(await bench.client.alertRulebook.findUnique({ where: { id: 1 } })).toMatchObject({ revision: 1 });
    expect(await bench.log()).toEqual(['FIRING DROPPED incident-1']);
    expect(await list()).toEqual([]);
    const [delivery] = (await graph.field('{ alertDeliveries { nodes { receiver { id } } } }')).nodes;
    expect(delivery.receiver).toBeNull();
  });
});

describe('an email address', () => {
  const read = async (id: string) => (await graph.receivers.find(id))?.receiver;

  it('is asked first, and told once it said yes, of what goes on by then', async () => {
    const { receiver } = await create(email);
    expect(await bench.log()).toEqual(['CONFIRM QUEUED ']);
    await bench.addRule({ receiverIds: [receiver.id] });
    await bench.put(makeIncident());
    await bench.put(makeOver({ id: 'over' }));
    await bench.notify();
    expect(await bench.log()).toHaveLength(1);
    expect(codesOf(await test({ receiverId: receiver.id }))).toEqual(['receiverId NOT_CONFIRMED']);
    bench.clock.now += minuteMs;
    expect(await confirm(receiver.id)).toBe('DONE');
    expect(await confirm(receiver.id)).toBe('ALREADY');
    await bench.notify();
    expect(await bench.log()).toEqual(['CONFIRM QUEUED ', 'FIRING QUEUED incident-1']);
  });

  it('is asked anew where it changes, and links for the one before are good no longer', async () => {
    const { receiver } = await create(email);
    const before = await read(receiver.id);
    const token = graph.links.confirmToken(before as never, monday);
    await confirm(receiver.id);
    const { receiver: after } = await update({ id: receiver.id, address: 'eve@example.org' });
    expect(after.confirmedAt).toBeNull();
    expect(await bench.log()).toEqual(['CONFIRM QUEUED ', 'CONFIRM QUEUED ']);
    expect(await graph.consent.confirmReceiver(token)).toBe('NOT_VALID');
    expect(await graph.consent.confirmReceiver('made.up.token')).toBe('NOT_VALID');
  });

  it('is told no more once it unsubscribed, until it says yes again', async () => {
    const { receiver } = await create(email);
    await confirm(receiver.id);
    const token = graph.links.unsubscribeToken((await read(receiver.id)) as never);
    expect(await graph.consent.unsubscribeReceiver(token)).toBe('DONE');
    expect(await graph.consent.unsubscribeReceiver(token)).toBe('ALREADY');
    await bench.addRule({ receiverIds: [receiver.id] });
    await bench.put(makeIncident());
    await bench.notify();
    expect(await bench.log()).toEqual(['CONFIRM QUEUED ']);
    await update({ id: receiver.id, isEnabled: true });
    expect((await read(receiver.id))?.unsubscribedAt).not.toBeNull();
    await update({ id: receiver.id, address: email.address });
    expect(await bench.log()).toHaveLength(2);
    expect(await confirm(receiver.id)).toBe('DONE');
    expect((await read(receiver.id))?.unsubscribedAt).toBeNull();
  });

  it('is not asked over and over by an organisation', async () => {
    const { receiver } = await create(email);
    for (let n = 1; n < 20; n += 1) await update({ id: receiver.id, address: `a${n}@example.org` });
    await expect(update({ id: receiver.id, address: 'b@example.org' })).rejects.toThrow('RATE_LIMITED');
  });
});

describe('the delivery log', () => {
  const log = (args = '', caller = makeMember()) =>
    graph.field(
      `{ alertDeliveries${args} { nodes { id reason state alertIds attempts receiver { id name } isReplayed sentAt nextAt fault }
        edges { cursor } pageInfo { hasNextPage endCursor } } }`,
      {},
      caller,
    );

  it('is read newest first, page by page, by its organisation alone', async () => {
    await bench.addRule();
    const receiver = await bench.addReceiver();
    for (let n = 0; n < 5; n += 1) {
      await bench.put(makeIncident({ id: `${n}` }));
      await bench.notify(monday + n * minuteMs);
    }
    const first = await log('(first: 2)');
    expect(first.nodes.map(({ alertIds }: { alertIds: string[] }) => alertIds[0])).toEqual(['4', '3']);
    expect(first.nodes[0]).toMatchObject({
      ...{ reason: 'FIRING', state: 'QUEUED', attempts: 0, isReplayed: false, sentAt: null, fault: null },
      receiver: { id: receiver.id, name: receiver.name },
    });
    const rest = await log(`(first: 10, after: "${first.pageInfo.endCursor}")`);
    expect(rest.nodes.map(({ alertIds }: { alertIds: string[] }) => alertIds[0])).toEqual(['2', '1', '0']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect((await log('', stranger)).nodes).toEqual([]);
    expect((await log('(filter: { alertId: "2" })')).nodes).toHaveLength(1);
    expect((await log('(filter: { receiverId: "none" })')).nodes).toEqual([]);
    expect((await log('(filter: { states: [QUEUED], receiverId: "receiver-1" })')).nodes).toHaveLength(5);
    expect((await log('(filter: { states: [DEAD] })')).nodes).toEqual([]);
    await expect(log('(after: "made-up")')).rejects.toThrow('BAD_INPUT');
    await expect(log('(first: 201)')).rejects.toThrow('BAD_INPUT');
  });
});

describe('a channel', () => {
  const withWay = async <T>(way: ReturnType<typeof openWay>, work: () => Promise<T>): Promise<T> => {
    const dispatcher = openSending(bench).start(way, { everyMs: 1_000 });
    graph.whenQueued(() => dispatcher.poke());
    try {
      return await work();
    } finally {
      await dispatcher.stop();
    }
  };

  it('is tried out, and what became of it is told', async () => {
    const { receiver } = await create(webhook);
    const way = openWay();
    const { delivery } = await withWay(way, () => test({ receiverId: receiver.id }));
    expect(delivery).toMatchObject({
      state: 'SENT',
      reason: 'TEST',
      attempts: 1,
      receiver: { id: receiver.id },
    });
    expect(way.came).toEqual([delivery.id]);
  });

  it('that does not take the test is told so at once, and the test is not sent again', async () => {
    const { receiver } = await create(webhook);
    const way = openWay(() => ({ kind: 'LATER', fault: 'It answered 500.', afterMs: null }));
    const answer = await withWay(way, () => test({ receiverId: receiver.id }));
    expect(answer.problems).toMatchObject([
      { field: 'receiverId', code: 'DELIVERY_FAILED', reason: 'It answered 500' },
    ]);
    expect(await bench.log()).toEqual(['TEST DEAD ']);
  });

  it('is tried ten times an hour at most', async () => {
    const { receiver } = await create(webhook);
    await withWay(openWay(), async () => {
      for (let n = 0; n < 10; n += 1) await test({ receiverId: receiver.id });
      await expect(test({ receiverId: receiver.id })).rejects.toThrow('RATE_LIMITED');
      bench.clock.now += hourMs;
      expect(await test({ receiverId: receiver.id })).toMatchObject({ __typename: 'ChannelTested' });
    });
  });

  it('gets once more what was given up, where somebody asks for it', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.put(makeIncident());
    await bench.notify();
    const { id } = await bench.client.alertDelivery.findFirstOrThrow();
    expect(codesOf(await retry({ id }))).toEqual(['id NOT_USED']);
    const sending = openSending(bench);
    let isWell = false;
    const way = openWay(() => (isWell ? sent : { kind: 'REFUSED', fault: 'It answered 404.' }));
    await withWay(way, async () => {
      await sending.until(async () => (await sending.stateOf(id)).state === 'DEAD');
      expect(codesOf(await retry({ id }, stranger))).toEqual(['id NOT_FOUND']);
      isWell = true;
      expect((await retry({ id })).delivery).toMatchObject({ id, attempts: 0 });
      await sending.until(async () => (await sending.stateOf(id)).state === 'SENT');
    });
    expect(way.came).toEqual([id, id]);
  });
});
