import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openNotifyTidying } from '../../store/notify/tidying.ts';
import { pm25Above } from '../../testing/notices.ts';
import {
  everything,
  hourMs,
  makeIncident,
  makeInhibition,
  makeOver,
  makeSilence,
  minuteMs,
  monday,
} from '../../testing/notify/make.ts';
import { type Bench, openBench } from '../../testing/notify/open-bench.ts';
import { notifyOnce } from './notifier.ts';
import { createNotifyTidy } from './tidy.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.empty());

const atMinute = (minute: number): number => monday + minute * minuteMs;
const quietNight = { fromMinute: 12 * 60, toMinute: 13 * 60, exceptFrom: 'EXTREME' } as const;

describe('the notifier', () => {
  it('tells that it fired and that it is over, once, and writes so into the trail', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.put(makeIncident());
    await bench.notify();
    await bench.notify(atMinute(3));
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1']);
    await bench.put(makeOver());
    await bench.notify(atMinute(4));
    expect(await bench.log()).toHaveLength(1);
    await bench.notify(atMinute(5));
    await bench.notify(atMinute(60));
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1', 'ALL_CLEAR QUEUED incident-1']);
    expect(await bench.trail('incident-1')).toEqual(['NOTIFIED', 'NOTIFIED']);
  });

  it('tells incidents that are equal in labels together, once they have been waited for', async () => {
    await bench.addRule({ groupBy: ['SITE'], groupWaitMs: minuteMs / 2 });
    await bench.addReceiver();
    await bench.put(makeIncident({ id: 'a' }));
    await bench.put(makeIncident({ id: 'elsewhere', labels: { siteId: 'site-2' } }));
    await bench.notify();
    expect(await bench.log()).toEqual([]);
    await bench.put(makeIncident({ id: 'b', labels: { sensorId: 'sensor-2' } }));
    await bench.notify(atMinute(0.5));
    expect((await bench.log()).sort()).toEqual(['FIRING QUEUED a b', 'FIRING QUEUED elsewhere']);
  });

  it('says what the rule watches, as long as it is the rule that raised what is told', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.put(makeIncident());
    await bench.put(makeIncident({ id: 'old', labels: { sensorId: 'sensor-2' }, ruleRevision: 2 }));
    await bench.notify();
    const rows = await bench.client.alertDelivery.findMany({ select: { incidentIds: true, notice: true } });
    const said = rows.map(({ incidentIds, notice }) => [
      incidentIds,
      (notice as { conditions?: unknown }).conditions,
    ]);
    expect(said).toContainEqual([['incident-1'], { 'rule-1': pm25Above }]);
    expect(said).toContainEqual([['old'], {}]);
  });

  it('lets nothing that is silenced out, and tells it once the silence is over', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.addSilence(makeSilence({ endsAt: atMinute(12) }));
    await bench.put(makeIncident());
    for (const minute of [0, 1, 5, 11]) await bench.notify(atMinute(minute));
    expect(await bench.log()).toEqual([]);
    expect(await bench.trail('incident-1')).toEqual(['SUPPRESSED']);
    await bench.notify(atMinute(12));
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1']);
  });

  it('tells what another kept quiet as soon as that is over', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.addInhibition(makeInhibition());
    await bench.put(makeIncident({ id: 'worse', labels: { severity: 'EXTREME' } }));
    await bench.put(makeIncident());
    await bench.notify();
    expect(await bench.log()).toEqual(['FIRING QUEUED worse']);
    await bench.put(makeOver({ id: 'worse', labels: { severity: 'EXTREME' } }));
    await bench.notify(atMinute(2));
    expect(await bench.log()).toContain('FIRING QUEUED incident-1');
  });

  it('tells others, each step once, until somebody acknowledges; and they hear of the end', async () => {
    await bench.addRule({
      escalation: [
        { afterMs: 10 * minuteMs, receiverIds: ['lead'] },
        { afterMs: 20 * minuteMs, receiverIds: ['boss', 'nobody'] },
      ],
    });
    for (const id of ['receiver-1', 'lead', 'boss']) await bench.addReceiver({ id, name: id });
    await bench.put(makeIncident());
    for (const minute of [0, 9, 10, 11]) await bench.notify(atMinute(minute));
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1', 'ESCALATED QUEUED incident-1']);
    await bench.put(makeIncident({ acknowledgedAt: atMinute(12) }));
    await bench.notify(atMinute(30));
    expect(await bench.log()).toHaveLength(2);
    await bench.put(makeOver({ acknowledgedAt: atMinute(12) }));
    await bench.notify(atMinute(40));
    expect((await bench.log()).slice(2)).toEqual([
      'ALL_CLEAR QUEUED incident-1',
      'ALL_CLEAR QUEUED incident-1',
    ]);
    expect(await bench.trail('incident-1')).toEqual(['NOTIFIED', 'ESCALATED', 'NOTIFIED', 'NOTIFIED']);
  });

  it('holds what comes in quiet hours, and tells in one message what is left of it', async () => {
    await bench.addRule();
    // noon in Kampala is the beginning of this test
    await bench.addReceiver({ quietHours: quietNight });
    for (const id of ['a', 'b', 'c']) await bench.put(makeIncident({ id }));
    await bench.put(makeIncident({ id: 'worst', labels: { severity: 'EXTREME' } }));
    await bench.notify();
    expect((await bench.log()).sort()).toEqual([
      'FIRING HELD a',
      'FIRING HELD b',
      'FIRING HELD c',
      'FIRING QUEUED worst',
    ]);
    await bench.put(makeOver({ id: 'c' }));
    await bench.notify(atMinute(59));
    await bench.notify(atMinute(60));
    await bench.notify(atMinute(90));
    const log = await bench.log();
    expect(log).toContain('FIRING QUEUED a b');
    expect(log.filter((line) => line.includes('QUEUED'))).toHaveLength(2);
    expect(log).toContain('FIRING DROPPED c');
    expect(log).toContain('ALL_CLEAR DROPPED c');
  });

  it('holds what is over the cap of an hour, and merges it', async () => {
    await bench.addRule();
    await bench.addReceiver({ capPerHour: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) await bench.put(makeIncident({ id }));
    await bench.notify();
    const states = (await bench.log()).map((line) => line.split(' ')[1]);
    expect(states.filter((state) => state === 'QUEUED')).toHaveLength(2);
    await bench.notify(atMinute(60));
    const queued = (await bench.log()).filter((line) => line.includes('QUEUED'));
    expect(queued).toHaveLength(3);
    expect(queued.map((line) => line.split(' ').length - 2).sort()).toEqual([1, 1, 3]);
  });

  it('tells what is replayed to those alone who want that, and notes once that others do not', async () => {
    await bench.addRule({ receiverIds: ['wants', 'does-not'] });
    await bench.addReceiver({ id: 'wants', takesReplays: true });
    await bench.addReceiver({ id: 'does-not' });
    for (const id of ['a', 'b', 'c']) await bench.put(makeIncident({ id, isReplayed: true }));
    await bench.notify();
    await bench.put(makeIncident({ id: 'd', isReplayed: true }));
    await bench.notify(atMinute(1));
    const rows = await bench.client.alertDelivery.findMany({ where: { receiverId: 'does-not' } });
    expect(rows.map(({ state, isReplayed }) => [state, isReplayed])).toEqual([['DROPPED', true]]);
    expect((await bench.log()).filter((line) => line.includes('QUEUED'))).toHaveLength(4);
  });

  it('tells no receiver of another organisation, nor one who cannot be told', async () => {
    await bench.addRule({ receiverIds: ['theirs', 'off', 'asked', 'gone'] });
    await bench.addReceiver({ id: 'theirs', organisation: 'another' });
    await bench.addReceiver({ id: 'off', isEnabled: false });
    await bench.addReceiver({ id: 'asked', channel: 'EMAIL', address: 'a@b.example' });
    await bench.put(makeIncident());
    await bench.notify();
    expect(await bench.log()).toEqual([]);
    expect(await bench.client.alertGroup.count()).toBe(0);
  });

  it('tells once, however many look at once and however often', async () => {
    await bench.addRule({ receiverIds: ['a', 'b'], groupBy: ['SITE'] });
    for (const id of ['a', 'b']) await bench.addReceiver({ id });
    for (let round = 0; round < 4; round += 1) {
      await bench.put(makeIncident({ id: `${round}`, labels: { siteId: `${round % 2}` } }));
      bench.clock.now = atMinute(round);
      await Promise.all([notifyOnce(bench.ground), notifyOnce(bench.ground), notifyOnce(bench.ground)]);
    }
    await bench.notify(monday + hourMs);
    const notices = await bench.client.alertDelivery.findMany();
    const firstTold = notices.flatMap(({ receiverId, notice }) =>
      (notice as unknown as { readonly firstTold: string[] }).firstTold.map((id) => `${receiverId} ${id}`),
    );
    expect(firstTold).toHaveLength(8);
    expect(new Set(firstTold).size).toBe(8);
  });

  it('forgets after ninety days what came to an end, and nothing that did not', async () => {
    await bench.addRule({ receiverIds: ['receiver-1', 'gone'] });
    await bench.addReceiver();
    await bench.addReceiver({ id: 'gone' });
    await bench.put(makeIncident({ id: 'over' }));
    await bench.put(makeIncident({ id: 'open' }));
    await bench.notify();
    await bench.put(makeOver({ id: 'over' }));
    await bench.notify(atMinute(10));
    const { client, now } = bench;
    await client.alertDelivery.updateMany({
      where: { incidentIds: { has: 'over' } },
      data: { state: 'SENT' },
    });
    await client.alertDelivery.updateMany({ where: { receiverId: 'gone' }, data: { state: 'DROPPED' } });
    await client.alertReceiver.update({ where: { id: 'gone' }, data: { deletedAt: new Date(now()) } });
    const tidy = createNotifyTidy({ tidying: openNotifyTidying(bench.database), now });
    await tidy(new AbortController().signal);
    expect(await bench.log()).toHaveLength(6);
    bench.clock.now = atMinute(91 * 24 * 60);
    await tidy(new AbortController().signal);
    expect(await bench.log()).toEqual(['FIRING QUEUED open']);
    expect(await client.alertReceiver.count()).toBe(1);
    expect(await client.alertGroup.count()).toBe(2);
  });

  it('leaves all of it undone where a part of it fails', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.put(makeIncident());
    const ground = {
      ...bench.ground,
      newId: () => {
        throw new Error('no ids left');
      },
    };
    await expect(notifyOnce(ground)).rejects.toThrow('no ids left');
    expect(await bench.log()).toEqual([]);
    await bench.notify();
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1']);
  });

  it('keeps what an ended silence names quiet no longer where somebody has it thought of again', async () => {
    await bench.addRule();
    await bench.addReceiver();
    await bench.addSilence(makeSilence({ matcher: { ...everything, sensorIds: ['sensor-1'] } }));
    await bench.put(makeIncident());
    await bench.notify();
    await bench.client.alertSilence.updateMany({ data: { endsAt: new Date(atMinute(1)) } });
    await bench.notifying.transaction(({ incidents }) => incidents.unheed('makerere', atMinute(1)));
    await bench.notify(atMinute(1));
    expect(await bench.log()).toEqual(['FIRING QUEUED incident-1']);
  });
});
