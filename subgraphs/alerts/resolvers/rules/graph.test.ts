import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCaller, openRuleRoom, type RuleRoom } from '../../testing/open-rules.ts';
import { makeRuleInput } from '../../testing/written-rules.ts';

let room: RuleRoom;
beforeAll(async () => {
  room = await openRuleRoom();
  await room.saySensors(
    { sensorId: 'north', siteId: 'roof', networkId: 'airqo' },
    { sensorId: 'south', networkId: 'airqo' },
    { sensorId: 'gone', retired: true },
  );
});
afterAll(() => room.close());
beforeEach(() => room.database.client.$executeRaw`TRUNCATE alerts.alert_rule, alerts.alert_rulebook CASCADE`);

const ada = makeCaller();
const gulu = makeCaller({ id: 'okot', organisation: 'gulu' });
const nobodys = makeCaller({ id: 'sam', organisation: null, organisationRole: null });
const admin = makeCaller({ id: 'root', role: 'ADMIN', organisation: null, organisationRole: null });

const faults = '... on AlertProblems { problems { field code reason next } }';
const saved = `... on AlertRuleSaved { rule { id revision name isPublished isApproved isEnabled } } ${faults}`;
const create = (input: object, caller = ada) =>
  room.field(
    `mutation($input: CreateAlertRuleInput!) { createAlertRule(input: $input) { ${saved} } }`,
    { input },
    caller,
  );
const made = async (changes: object = {}, caller = ada): Promise<string> =>
  (await create({ ...makeRuleInput(), ...changes }, caller)).rule.id;
const update = (input: object, caller = ada) =>
  room.field(
    `mutation($input: UpdateAlertRuleInput!) { updateAlertRule(input: $input) { ${saved} } }`,
    { input },
    caller,
  );
const act = (name: 'publish' | 'approve', input: object, caller = admin) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}AlertRuleInput!`;
  return room.field(
    `mutation($input: ${type}) { ${name}AlertRule(input: $input) { ${saved} } }`,
    { input },
    caller,
  );
};
const codes = ({ problems }: { problems: { field: string; code: string }[] }): string[] =>
  problems.map(({ field, code }) => `${field} ${code}`);

const all = `
  id revision name description severity isEnabled isPublished isApproved isHouseRule createdBy createdAt openAlerts
  condition {
    text signal quantity comparison threshold recovery unit window minCoverage standard tests horizon level
    together { sensors share minSensors }
  }
  scope { sensorIds siteIds networkIds kinds countries tags area sensorCount }
  pace { for keepFiringFor noDataAfter noData }
  telling {
    receivers { name } groupBy groupWait groupInterval repeatEvery tellsAllClear
    escalation { after receivers { id } }
  }
  wording { subject body }`;
const read = (id: string, caller = ada) =>
  room.field(`query($id: ID!) { alertRule(id: $id) { ${all} } }`, { id }, caller);

describe('a rule', () => {
  it('is answered as it was written down, with every default', async () => {
    const id = await made({
      condition: { signal: 'ROLLING_MEAN', quantity: 'PM25', window: 'PT24H', threshold: 35.5 },
      scope: { networkIds: ['airqo'], circle: { latitude: 5.6, longitude: -0.19, radiusKm: 10 } },
      telling: {
        ...{ receiverIds: ['team'], groupBy: ['SITE'] },
        escalation: [{ after: 'PT30M', receiverIds: ['team'] }],
      },
      pace: { for: 'PT1H', keepFiringFor: 'PT2H' },
    });
    expect(await read(id)).toEqual({
      ...{ id, revision: 1, name: 'Smoke', description: null, severity: 'SEVERE', openAlerts: 0 },
      ...{ isEnabled: true, isPublished: false, isApproved: false, isHouseRule: false },
      ...{ createdBy: 'ada', createdAt: '2026-11-30T06:00:00.000Z' },
      condition: {
        ...{
          text: 'Mean of 1 day of PM2.5 at or above 35.5 µg/m³',
          signal: 'ROLLING_MEAN',
          quantity: 'PM25',
        },
        ...{ comparison: 'ABOVE', threshold: 35.5, recovery: 31.95, unit: 'µg/m³', window: 'PT24H' },
        ...{ minCoverage: 0.75, standard: null, tests: null, horizon: null, level: null, together: null },
      },
      scope: {
        ...{
          sensorIds: null,
          siteIds: null,
          networkIds: ['airqo'],
          kinds: null,
          countries: null,
          tags: null,
        },
        ...{ area: 'within 10 km of 5.6° N, 0.19° W', sensorCount: 2 },
      },
      pace: { for: 'PT1H', keepFiringFor: 'PT2H', noDataAfter: 'PT3H', noData: 'KEEP' },
      telling: {
        ...{ receivers: [{ name: 'The team of makerere' }], groupBy: ['SITE'], groupWait: 'PT30S' },
        ...{ groupInterval: 'PT5M', repeatEvery: null, tellsAllClear: true },
        escalation: [{ after: 'PT30M', receivers: [{ id: 'team' }] }],
      },
      wording: { subject: null, body: null },
    });
  });

  it('is refused with all that is wrong with it, names that nobody knows and words that cannot be read as well', async () => {
    expect(codes(await create(makeRuleInput({ name: '', condition: { signal: 'AQI' } })))).toEqual([
      ...['name MISSING', 'condition.threshold MISSING'],
    ]);
    const unknown = await create(
      makeRuleInput({
        scope: { sensorIds: ['north', 'west'], siteIds: ['cellar'], networkIds: ['nobody'] },
        telling: {
          receiverIds: ['team', 'theirs'],
          escalation: [{ after: 'PT1H', receiverIds: ['theirs'] }],
        },
        wording: { body: '{% if %}' },
      }),
    );
    expect(codes(unknown)).toEqual([
      ...['scope.sensorIds UNKNOWN_ID', 'scope.siteIds UNKNOWN_ID', 'scope.networkIds UNKNOWN_ID'],
      ...['telling.receiverIds UNKNOWN_ID', 'telling.escalation.0.receiverIds UNKNOWN_ID'],
      'wording.body NOT_A_TEMPLATE',
    ]);
    expect(unknown.problems[0].reason).toBe('There is no sensor "west"');
  });

  it('is changed by whoever has read it last, and loses its approval where it says something else', async () => {
    const id = await made();
    await act('approve', { id, revision: 1, isApproved: true });
    const rule = makeRuleInput({ isEnabled: false });
    expect(await update({ id, revision: 1, rule })).toMatchObject({
      rule: { revision: 2, isEnabled: false, isApproved: true },
    });
    expect(codes(await update({ id, revision: 1, rule }))).toEqual(['revision CHANGED_MEANWHILE']);
    expect(await update({ id, revision: 2, rule: makeRuleInput({ severity: 'EXTREME' }) })).toMatchObject({
      rule: { revision: 3, isApproved: false },
    });
    expect(codes(await update({ id, revision: 3, rule: makeRuleInput({ name: '' }) }))).toEqual([
      'rule.name MISSING',
    ]);
    expect(codes(await act('approve', { id, revision: 2, isApproved: true }))).toEqual([
      'revision CHANGED_MEANWHILE',
    ]);
  });

  it('can be taken away', async () => {
    const id = await made();
    const before = room.changes();
    const remove = () =>
      room.field(
        `mutation { deleteAlertRule(input: { id: "${id}" }) { ... on AlertRuleDeleted { id } ${faults} } }`,
      );
    expect(await remove()).toEqual({ id });
    expect(codes(await remove())).toEqual(['id NOT_FOUND']);
    expect(room.changes()).toBe(before + 1);
  });
});

describe('whose rules are whose', () => {
  it('an organisation’s are its own; Admins see them, publish and approve them, and change none', async () => {
    const id = await made();
    expect([await read(id, gulu), await read(id, nobodys)]).toEqual([null, null]);
    expect(await read(id, admin)).toMatchObject({ id, telling: null, createdBy: null });
    const change = { id, revision: 1, rule: makeRuleInput() };
    for (const caller of [gulu, nobodys, admin])
      expect(codes(await update(change, caller))).toEqual(['id NOT_FOUND']);
    expect(await act('publish', { id, isPublished: true })).toMatchObject({ rule: { isPublished: true } });
    expect(await act('approve', { id, revision: 1, isApproved: true })).toMatchObject({
      rule: { isApproved: true },
    });
    expect(await read(id, gulu)).toBeNull();
    const { errors } = await room.ask(
      `mutation { publishAlertRule(input: { id: "${id}", isPublished: true }) { __typename } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('nobody makes one without an organisation, but an Admin for the house', async () => {
    expect(codes(await create(makeRuleInput(), nobodys))).toEqual(['organisation NO_ORGANISATION']);
    const id = await made({ name: 'Ours' }, admin);
    expect(await read(id, admin)).toMatchObject({ isHouseRule: true, createdBy: 'root' });
    const told = makeRuleInput({ telling: { receiverIds: ['team'] } });
    expect(codes(await create(told, admin))).toEqual(['telling.receiverIds UNKNOWN_ID']);
  });

  it('the house’s are read by everybody signed in once they are published, and changed by Admins', async () => {
    await room.installHouse();
    const id = 'house-offline';
    expect(await read(id, nobodys)).toMatchObject({
      ...{ isHouseRule: true, createdBy: null, telling: null },
      condition: { text: 'Nothing heard for 6 hours', signal: 'OFFLINE', unit: null },
      scope: { sensorCount: 2 },
    });
    expect(codes(await update({ id, revision: 1, rule: makeRuleInput() }, ada))).toEqual(['id NOT_FOUND']);
    await act('publish', { id, isPublished: false });
    expect([await read(id, ada), (await read(id, admin)).id]).toEqual([null, id]);
    expect(await update({ id, revision: 1, rule: makeRuleInput() }, admin)).toMatchObject({
      rule: { revision: 2 },
    });
  });

  it('lists come by name: the own, and those of the house that may be read', async () => {
    await room.installHouse();
    await made({ name: 'Aa' });
    await made({ name: 'Bb' }, gulu);
    await act('publish', { id: 'house-offline', isPublished: false });
    const names = async (caller = ada): Promise<string[]> =>
      (await room.field('{ alertRules { name openAlerts telling { receivers { id } } } }', {}, caller)).map(
        ({ name }: { name: string }) => name,
      );
    const own = await names();
    expect([own[0], own.length, own.includes('Bb'), own.includes('Sensor is silent')]).toEqual([
      ...['Aa', 8, false, false],
    ]);
    expect([(await names(nobodys)).length, (await names(admin)).includes('Sensor is silent')]).toEqual([
      7,
      true,
    ]);
  });
});

describe('a preview', () => {
  const preview = (input: object, caller = ada) =>
    room.field(
      `query($input: PreviewAlertMessageInput!) { previewAlertMessage(input: $input) { ... on AlertMessagePreview { subject text html short allClear } ${faults} } }`,
      { input },
      caller,
    );

  it('is the message that would be sent of an incident, a little beyond the threshold', async () => {
    const words = await preview({ rule: makeRuleInput() });
    expect(words.text).toContain('Example sensor');
    expect(words.text).toMatch(/61\sµg\/m³/);
    expect(words.html).toContain('</');
    expect(words.allClear).not.toBe(words.text);
  });

  it('is in the language, the time zone and the words that are asked for', async () => {
    const id = await made({ wording: { subject: 'Smoke at {{ sensor }}: {{ peak }}' } });
    expect((await preview({ ruleId: id })).subject).toContain('Smoke at Example sensor: 61');
    const french = await preview({ rule: makeRuleInput(), language: 'FR', timeZone: 'africa/kampala' });
    expect(french.text).not.toBe((await preview({ rule: makeRuleInput() })).text);
    expect(french.text).toContain('09:00');
  });

  it('is of every signal', async () => {
    const conditions = [
      { signal: 'OFFLINE' },
      { signal: 'AQI', category: 'Unhealthy' },
      { signal: 'FORECAST', quantity: 'PM25', level: 55.5, threshold: 0.7 },
      { signal: 'QUALITY', quantity: 'PM25', window: 'PT6H', threshold: 3 },
      { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5, together: { sensors: 3 } },
    ];
    for (const condition of conditions) {
      const words = await preview({ rule: { ...makeRuleInput(), condition } });
      expect(words.problems ?? words.subject).toContain('Smoke');
    }
  });

  it('is refused of a rule that is none, of two, and of nobody’s', async () => {
    expect(codes(await preview({}))).toEqual(['rule MISSING']);
    expect(codes(await preview({ ruleId: 'x', rule: makeRuleInput() }))).toEqual(['rule NOT_USED']);
    expect(codes(await preview({ ruleId: 'x' }))).toEqual(['ruleId NOT_FOUND']);
    expect(codes(await preview({ ruleId: await made() }, gulu))).toEqual(['ruleId NOT_FOUND']);
    expect(codes(await preview({ rule: makeRuleInput({ name: '' }) }))).toEqual(['rule.name MISSING']);
    expect(codes(await preview({ rule: makeRuleInput(), timeZone: 'Kampala' }))).toEqual([
      'timeZone NOT_A_TIME_ZONE',
    ]);
  });
});
