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
import { openWholeGraph } from '../../testing/incidents/open-incidents.ts';

const dayMs = 86_400_000;
const admin = makeCaller({ id: 'root', role: 'ADMIN', organisation: null });
const problems = '... on AlertProblems { problems { field code } }';

let graph: Awaited<ReturnType<typeof openWholeGraph>>;
beforeAll(async () => {
  graph = await openWholeGraph();
});
afterAll(() => graph?.close());
beforeEach(async () => {
  graph.said.changes = 0;
  await emptyAlerts(graph.database);
  await addRules(graph.database, [
    { id: 'own', organisation: 'makerere', isPublished: true },
    { id: 'hidden', organisation: 'makerere', isPublished: false },
    { id: 'gulu', organisation: 'gulu', isPublished: false },
    { id: 'house', organisation: null, isPublished: false },
  ]);
});

/** Asks one field, and throws where it cannot be answered. */
const field = async (document: string, variables: Record<string, unknown> = {}, caller?: Caller) => {
  const { data, errors } = await graph.ask(document, variables, caller);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0] as ReturnType<typeof JSON.parse>;
};
const acknowledge = (id: string, note: string | null, caller?: Caller) =>
  field(
    `mutation($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { ... on AlertSaved { alert { revision acknowledgedBy note } } ${problems} } }`,
    { input: { id, note } },
    caller,
  );

describe('an alert', () => {
  const document = `query($id: ID!) { alert(id: $id) {
    id revision title severity state quantity condition threshold startedAt resolvedAt peak lastAt isReplayed
    sensor { id } site { id } rule { id } advice(language: SW) { everyone sensitiveGroups }
    acknowledgedAt acknowledgedBy note trail { kind at by details { name value } } } }`;
  beforeEach(() => addIncidents(graph.database, [makeIncident({ labels: { ruleId: 'own' } })]));

  it('is shown in the words of the graph', async () => {
    expect(await field(document, { id: 'i1' })).toMatchObject({
      ...{ id: 'i1', revision: 1, title: 'Bad air', severity: 'SEVERE', state: 'FIRING', quantity: 'PM25' },
      ...{ startedAt: '2026-11-23T06:00:00.000Z', resolvedAt: null, peak: 120.5, threshold: 55.5 },
      ...{ sensor: { id: 's1' }, site: { id: 'w1' }, rule: { id: 'own' }, trail: [] },
      advice: { everyone: 'SEVERE PM25 sw', sensitiveGroups: 'Stay in' },
    });
    for (const id of ['none', 'a\0b']) expect(await field(document, { id })).toBeNull();
  });

  it('tells strangers that somebody looks after it, but not who, nor what they say', async () => {
    expect(await acknowledge('i1', 'On my way')).toEqual({
      alert: { revision: 2, acknowledgedBy: 'ada', note: 'On my way' },
    });
    const at = '2026-11-23T06:01:00.000Z';
    const step = { kind: 'ACKNOWLEDGED', at };
    expect(await field(document, { id: 'i1' })).toMatchObject({
      ...{ acknowledgedAt: at, acknowledgedBy: 'ada', note: 'On my way' },
      trail: [{ ...step, by: 'ada', details: [{ name: 'note', value: 'On my way' }] }],
    });
    const key = { ...anonymous, kind: 'key', id: 'k', organisation: 'makerere' } as const;
    const strangers = [
      anonymous,
      admin,
      makeCaller({ organisation: 'gulu' }),
      { ...key, scopes: ['ingest'] },
    ];
    for (const caller of strangers)
      expect(await field(document, { id: 'i1' }, caller)).toMatchObject({
        ...{ acknowledgedAt: at, acknowledgedBy: null, note: null },
        ...{ trail: [{ ...step, by: null, details: [] }] },
      });
    expect(await field(document, { id: 'i1' }, { ...key, scopes: ['read'] })).toMatchObject({
      acknowledgedBy: 'ada',
    });
  });
});

describe('lists of alerts', () => {
  beforeEach(() =>
    addIncidents(
      graph.database,
      Array.from({ length: 7 }, (_, n) =>
        makeIncident({
          ...{ id: `i${n}`, startedAt: monday + n, isReplayed: n === 3 },
          labels: { ruleId: n === 5 ? 'hidden' : 'own', sensorId: n % 2 ? 'odd' : 'even' },
        }),
      ),
    ),
  );
  const document =
    'query($filter: AlertFilter, $first: Int, $after: Cursor) { alerts(filter: $filter, first: $first, after: $after) { nodes { id rule { id } } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }';
  const idsOf = (page: { readonly nodes: readonly { readonly id: string }[] }) =>
    page.nodes.map(({ id }) => id);

  it('go on behind a cursor, of the page or of an alert, and ask for each rule once', async () => {
    graph.said.lookedUp = [];
    const first = await field(document, { first: 3 });
    expect(graph.said.lookedUp.toSorted()).toEqual(['hidden', 'own']);
    expect(idsOf(first)).toEqual(['i6', 'i5', 'i4']);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges[2].cursor });
    const rest = await field(document, { after: first.pageInfo.endCursor });
    expect(idsOf(rest)).toEqual(['i3', 'i2', 'i1', 'i0']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(idsOf(await field(document, { after: first.edges[0].cursor, first: 1 }))).toEqual(['i5']);
    expect(idsOf(await field(document, { first: 2 }, anonymous))).toEqual(['i6', 'i4']);
  });

  it('hold what is asked for', async () => {
    const own = { filter: { own: true, replayed: false, to: new Date(monday + 4).toISOString() } };
    expect(idsOf(await field(document, own))).toEqual(['i2', 'i1', 'i0']);
    expect(idsOf(await field(document, own, admin))).toEqual([]);
  });

  it('refuse what makes no sense, and name it', async () => {
    const wrong = [
      [{ first: 0 }, 'first'],
      [{ first: 201 }, 'first'],
      [{ after: 'nonsense' }, 'after'],
      [{ after: '' }, 'after'],
      [{ filter: { sensorIds: Array(1_001).fill('a') } }, 'filter.sensorIds'],
      [{ filter: { from: '2026-11-24T00:00:00Z', to: '2026-11-23T00:00:00Z' } }, 'filter.to'],
    ] as const;
    for (const [variables, name] of wrong) {
      const { errors } = await graph.ask(document, variables);
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', field: name });
    }
  });

  it('of many sensors are pages of their own', async () => {
    const ofSensors = (after?: string) =>
      field(
        'query($of: [_Any!]!, $after: Cursor) { _entities(representations: $of) { ... on Sensor { id alerts(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } } }',
        { of: ['odd', 'even', 'a\0'].map((id) => ({ __typename: 'Sensor', id })), after },
      );
    const [odd, even, none] = await ofSensors();
    expect([odd, even, none].map(({ alerts }) => idsOf(alerts))).toEqual([['i5', 'i3'], ['i6', 'i4'], []]);
    const [more, , nothing] = await ofSensors(odd.alerts.pageInfo.endCursor);
    expect([more, nothing].map(({ alerts }) => idsOf(alerts))).toEqual([['i1'], []]);
  });
});

describe('what people do about an alert', () => {
  const snooze = (id: string, until: number) =>
    field(
      `mutation($input: SnoozeAlertInput!) { snoozeAlert(input: $input) { ... on AlertSaved { alert { revision snoozedUntil } } ${problems} } }`,
      { input: { id, until: new Date(until).toISOString() } },
    );
  beforeEach(() =>
    addIncidents(graph.database, [
      makeIncident({ id: 'i1' }),
      makeIncident({ id: 'over', state: 'RESOLVED', resolvedAt: monday }),
      makeIncident({ id: 'gulu', organisation: 'gulu', labels: { ruleId: 'gulu' } }),
      makeIncident({ id: 'house', organisation: null, labels: { ruleId: 'house' } }),
    ]),
  );

  it('is told at once where it is new', async () => {
    await acknowledge('i1', null);
    await acknowledge('i1', 'Again', makeCaller({ id: 'ben' }));
    expect(graph.said.changes).toBe(1);
    expect(await snooze('i1', monday + dayMs)).toEqual({
      alert: { revision: 3, snoozedUntil: '2026-11-24T06:00:00.000Z' },
    });
    expect(graph.said.changes).toBe(2);
  });

  it('is for members, and of the house for Admins', async () => {
    const notFound = { problems: [{ field: 'id', code: 'NOT_FOUND' }] };
    for (const id of ['gulu', 'house', 'none', '\0']) expect(await acknowledge(id, null)).toEqual(notFound);
    for (const id of ['gulu', 'i1']) expect(await acknowledge(id, null, admin)).toEqual(notFound);
    expect(await acknowledge('house', null, admin)).toMatchObject({ alert: { acknowledgedBy: 'root' } });
    const { errors } = await graph.ask(
      'mutation { acknowledgeAlert(input: { id: "i1" }) { __typename } }',
      {},
      anonymous,
    );
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is refused with a reason', async () => {
    const refused = (name: string, code: string) => ({ problems: [{ field: name, code }] });
    expect(await acknowledge('over', null)).toEqual(refused('id', 'OVER'));
    expect(await acknowledge('i1', 'x'.repeat(501))).toEqual(refused('note', 'TOO_LONG'));
    expect(await snooze('i1', monday)).toEqual(refused('until', 'NOT_A_TIME'));
    expect(await snooze('i1', monday + 8 * dayMs)).toEqual(refused('until', 'OUT_OF_RANGE'));
  });
});

describe('what an organisation wants to be quiet', () => {
  const silenceFields =
    'id matcher { ruleIds sensorIds severities } startsAt endsAt weekly { weekdays from to timeZone } comment holdsNow createdBy';
  const silence = (input: Record<string, unknown>, caller?: Caller) =>
    field(
      `mutation($input: SilenceInput!) { silence(input: $input) { ... on SilenceSaved { silence { ${silenceFields} } } ${problems} } }`,
      {
        input: { matcher: {}, endsAt: new Date(monday + dayMs).toISOString(), comment: 'Works', ...input },
      },
      caller,
    );
  const silences = (over: boolean, caller?: Caller) =>
    field('query($over: Boolean) { silences(over: $over) { id holdsNow } }', { over }, caller);
  const end = (id: string, caller?: Caller) =>
    field(
      `mutation($id: ID!) { endSilence(input: { id: $id }) { ... on SilenceSaved { silence { startsAt endsAt holdsNow } } ${problems} } }`,
      { id },
      caller,
    );
  const inhibit = (equal: readonly string[], ruleIds: readonly string[], caller?: Caller) =>
    field(
      `mutation($input: CreateInhibitionInput!) { createInhibition(input: $input) { ... on InhibitionCreated { inhibition { id source { severities } target { ruleIds } equal createdBy } } ${problems} } }`,
      { input: { source: { severities: ['EXTREME'] }, target: { ruleIds }, equal } },
      caller,
    );

  it('is silenced, seen by its members alone, and ended once', async () => {
    const { silence: made } = await silence({ matcher: { ruleIds: ['own'], severities: ['MINOR'] } });
    expect(made).toMatchObject({
      ...{ matcher: { ruleIds: ['own'], sensorIds: null, severities: ['MINOR'] }, weekly: null },
      ...{ startsAt: '2026-11-23T06:01:00.000Z', holdsNow: true, createdBy: 'ada', comment: 'Works' },
    });
    const later = new Date(monday + dayMs / 2).toISOString();
    const { silence: next } = await silence({
      startsAt: later,
      weekly: { weekdays: [2], from: '22:00', to: '06:00', timeZone: 'Africa/Kampala' },
    });
    expect(next).toMatchObject({
      holdsNow: false,
      weekly: { weekdays: [2], from: '22:00', to: '06:00', timeZone: 'Africa/Kampala' },
    });
    expect((await silences(false)).map(({ id }: { id: string }) => id)).toEqual([made.id, next.id]);
    for (const caller of [admin, makeCaller({ organisation: 'gulu' })]) {
      expect(await silences(true, caller)).toEqual([]);
      expect(await end(made.id, caller)).toMatchObject({ problems: [{}] });
    }
    const ended = { silence: { endsAt: '2026-11-23T06:01:00.000Z', holdsNow: false } };
    expect(await end(made.id)).toMatchObject(ended);
    expect(await end(next.id)).toMatchObject({
      silence: { ...ended.silence, startsAt: ended.silence.endsAt },
    });
    graph.clock.now += 1;
    expect(await end(made.id)).toMatchObject(ended);
    graph.clock.now -= 1;
    expect(await silences(false)).toEqual([]);
    expect(await silences(true)).toHaveLength(2);
    expect(graph.said.changes).toBe(3);
  });

  it('is inhibited, until somebody takes that away', async () => {
    const { inhibition } = await inhibit(['SITE'], ['own']);
    expect(inhibition).toMatchObject({
      ...{ source: { severities: ['EXTREME'] }, target: { ruleIds: ['own'] }, equal: ['SITE'] },
      createdBy: 'ada',
    });
    const inhibitions = (caller?: Caller) => field('{ inhibitions { id } }', {}, caller);
    expect(await inhibitions()).toEqual([{ id: inhibition.id }]);
    expect(await inhibitions(makeCaller({ organisation: 'gulu' }))).toEqual([]);
    const take = (caller?: Caller) =>
      field(
        `mutation($id: ID!) { deleteInhibition(input: { id: $id }) { ... on InhibitionDeleted { id } ${problems} } }`,
        { id: inhibition.id },
        caller,
      );
    const notFound = { problems: [{ field: 'id', code: 'NOT_FOUND' }] };
    expect(await take(makeCaller({ organisation: 'gulu' }))).toEqual(notFound);
    expect(await take()).toEqual({ id: inhibition.id });
    expect(await take()).toEqual(notFound);
  });

  it('names rules that whoever asks may see, and belongs to an organisation', async () => {
    const unknown = { code: 'UNKNOWN_ID' };
    expect(await silence({ matcher: { ruleIds: ['own', 'gulu'] } })).toEqual({
      problems: [{ ...unknown, field: 'matcher.ruleIds.1' }],
    });
    expect(await inhibit([], ['gulu'])).toEqual({ problems: [{ ...unknown, field: 'target.ruleIds.0' }] });
    const nobodys = { problems: [{ field: 'organisation', code: 'NO_ORGANISATION' }] };
    expect(await silence({}, admin)).toEqual(nobodys);
    expect(await inhibit([], ['own'], admin)).toEqual(nobodys);
    expect(await end('any', admin)).toEqual(nobodys);
  });

  it('is 500 silences at most that hold or will, and 100 inhibitions', async () => {
    const { client } = graph.database;
    const common = { organisationId: 'makerere', createdById: 'ada', createdAt: new Date(monday) };
    const times = { startsAt: new Date(monday), matcher: {}, comment: 'x' };
    const silenceOf = (id: string, endsAt: number) => ({ ...common, ...times, id, endsAt: new Date(endsAt) });
    await client.alertSilence.createMany({
      data: [
        silenceOf('over', monday),
        ...Array.from({ length: 499 }, (_, n) => silenceOf(`s${n}`, monday + dayMs)),
      ],
    });
    const made = await Promise.all([silence({}), silence({})]);
    expect(made.map((one) => one.problems?.[0].code ?? 'made').toSorted()).toEqual(['TOO_MANY', 'made']);
    expect(await silence({}, makeCaller({ organisation: 'gulu' }))).toMatchObject({ silence: {} });
    const sides = { source: {}, target: {}, equal: [] };
    await client.alertInhibition.createMany({
      data: Array.from({ length: 99 }, (_, n) => ({ ...common, ...sides, id: `n${n}` })),
    });
    const inhibited = await Promise.all([inhibit([], ['own']), inhibit([], ['own'])]);
    expect(inhibited.map((one) => one.problems?.[0].code ?? 'made').toSorted()).toEqual(['TOO_MANY', 'made']);
  });
});
