import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addIncidents,
  addRules,
  emptyAlerts,
  makeCaller,
  makeIncident,
  monday,
} from '../../testing/incidents/builders.ts';
import { openIncidentsGraph, openLog, openWholeGraph } from '../../testing/incidents/open-incidents.ts';
import { events } from './event-access.ts';
import type { SentEvent } from './live.ts';

const document = `subscription($filter: AlertFilter, $after: Cursor) { alertRaised(filter: $filter, after: $after) {
  cursor change gap { reason } alert { id revision state acknowledgedAt acknowledgedBy note trail { kind by } } } }`;

describe('alerts as they are told', () => {
  let graph: Awaited<ReturnType<typeof openWholeGraph>>;
  let count = 0;
  beforeAll(async () => {
    graph = await openWholeGraph();
  });
  afterAll(() => graph?.close());
  beforeEach(async () => {
    await emptyAlerts(graph.database);
    await addRules(graph.database, [
      { id: 'own', organisation: 'makerere', isPublished: false },
      { id: 'shown', organisation: 'makerere', isPublished: true },
      { id: 'house', organisation: null, isPublished: false },
    ]);
  });

  const raise = async (ruleId: string): Promise<string> => {
    count += 1;
    const id = `i${count}`;
    const organisation = ruleId === 'house' ? null : 'makerere';
    // in the order in which they are raised
    const raisedAt = monday + count;
    await addIncidents(graph.database, [makeIncident({ id, organisation, raisedAt, labels: { ruleId } })]);
    await graph.teller.tell();
    return id;
  };
  const acknowledge = async (id: string) => {
    await graph.ask(
      'mutation($id: ID!) { acknowledgeAlert(input: { id: $id, note: "Mine" }) { __typename } }',
      { id },
    );
    await graph.teller.tell();
  };
  const resolve = async (id: string) => {
    await graph.database.client.alertIncident.update({
      where: { id },
      data: { state: 'RESOLVED', revision: { increment: 1 }, untoldSince: new Date(monday + 1e6) },
    });
    await graph.teller.tell();
  };
  const open = async (variables: Record<string, unknown>, caller?: Caller) => {
    const stream = await graph.subscribe(document, variables, caller);
    const take = async () => (await stream.take()).data.alertRaised;
    return {
      ...stream,
      take,
      async takeAll(events: number) {
        const taken = [];
        for (let n = 0; n < events; n += 1) taken.push(await take());
        return taken;
      },
    };
  };
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  const words = ({ change, alert }: any): string => `${alert.id} ${alert.revision} ${change}`;

  it('come in order, with what only members are to know for members alone', async () => {
    const [member, stranger] = [await open({}), await open({}, anonymous)];
    const id = await raise('shown');
    await acknowledge(id);
    await resolve(id);
    const expected = [`${id} 1 RAISED`, `${id} 2 UPDATED`, `${id} 3 RESOLVED`];
    const seen = await member.takeAll(3);
    expect(seen.map(words)).toEqual(expected);
    expect(seen[1].alert).toMatchObject({
      ...{ acknowledgedAt: '2026-11-23T06:01:00.000Z', acknowledgedBy: 'ada', note: 'Mine' },
      trail: [{ kind: 'ACKNOWLEDGED', by: 'ada' }],
    });
    const told = await stranger.takeAll(3);
    expect(told.map(words)).toEqual(expected);
    expect(told[1].alert).toMatchObject({
      ...{ acknowledgedAt: '2026-11-23T06:01:00.000Z', acknowledgedBy: null, note: null },
      trail: [{ kind: 'ACKNOWLEDGED', by: null }],
    });
    await Promise.all([member.leave(), stranger.leave()]);
  });

  it('are for everybody where their rule was published then, else for its organisation, or for Admins of the house', async () => {
    const admin = makeCaller({ role: 'ADMIN', organisation: 'gulu' });
    const streams = [await open({}), await open({}, admin), await open({}, anonymous)] as const;
    const [own, house] = [await raise('own'), await raise('house')];
    await graph.database.client.alertRule.update({ where: { id: 'own' }, data: { isPublished: true } });
    const later = await raise('own');
    const seen = await Promise.all(streams.map((stream, n) => stream.takeAll(n === 2 ? 1 : 2)));
    expect(seen.map((taken) => taken.map(({ alert }) => alert.id))).toEqual([
      [own, later],
      [house, later],
      [later],
    ]);
    await Promise.all(streams.map((stream) => stream.leave()));
    // what was told before it was published stays its organisation's, and queries show it to everybody
    const { data } = await graph.ask('query($id: ID!) { alert(id: $id) { id } }', { id: own }, anonymous);
    expect(data.alert).toEqual({ id: own });
  });

  it('are those that are asked for', async () => {
    const filters = [{ own: true, ruleIds: ['shown'] }, { states: ['RESOLVED'] }, { minSeverity: 'EXTREME' }];
    const streams = await Promise.all(filters.map((filter) => open({ filter })));
    const [, id] = [await raise('own'), await raise('shown')];
    await resolve(id);
    const [of, over, none] = streams as [(typeof streams)[0], (typeof streams)[0], (typeof streams)[0]];
    expect((await of.takeAll(2)).map(words)).toEqual([`${id} 1 RAISED`, `${id} 2 RESOLVED`]);
    expect(words(await over.take())).toBe(`${id} 2 RESOLVED`);
    const waiting = none.take().catch(() => 'left');
    await Promise.all(streams.map((stream) => stream.leave()));
    expect(await waiting).toBe('left');
  });

  it('go on from a cursor without hole or double, or from a gap where the log is another', async () => {
    const stream = await open({});
    const first = await raise('own');
    const { cursor } = await stream.take();
    await stream.leave();
    const missed = [await raise('own'), await raise('shown')];
    await resolve(first);
    const again = await open({ after: cursor });
    expect((await again.takeAll(3)).map(words)).toEqual([
      ...missed.map((id) => `${id} 1 RAISED`),
      `${first} 2 RESOLVED`,
    ]);
    await again.leave();

    const log = await openLog();
    const other = await openIncidentsGraph({ database: graph.database, eventLog: log.eventLog });
    const elsewhere = await other.subscribe(document, { after: cursor }, anonymous);
    expect((await elsewhere.take()).data.alertRaised).toMatchObject({
      ...{ change: 'GAP', alert: null, gap: { reason: expect.stringContaining('made anew') } },
    });
    await elsewhere.leave();
    await other.stop();
    await log.close();
    await expect(graph.subscribe(document, { after: 'nonsense' })).rejects.toThrow('BAD_INPUT');
  });

  it('are held back one by one from whoever may not have them', () => {
    const rule = events.alertRaised as (event: SentEvent, context: { readonly caller: Caller }) => boolean;
    const eventOf = (isPublished: boolean) =>
      ({ kind: 'entry', entry: { isPublished, incident: makeIncident() } }) as SentEvent;
    expect(rule(eventOf(true), { caller: anonymous })).toBe(true);
    expect(rule(eventOf(false), { caller: anonymous })).toBe(false);
    expect(rule(eventOf(false), { caller: makeCaller() })).toBe(true);
    expect(rule({ kind: 'gap' } as SentEvent, { caller: anonymous })).toBe(true);
  });
});
