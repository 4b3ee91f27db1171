import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installHouse } from '../../actions/rules/house.ts';
import { makeDefinition, makeRule, makeRuleInput, monday } from '../../testing/written-rules.ts';
import { mostRules, openRules, type Rules } from './rules.ts';

let database: Database;
let rules: Rules;
const unreadable: [string, string][] = [];
const onUnreadable = (id: string, reason: string) => void unreadable.push([id, reason]);
beforeAll(async () => {
  database = await lendDatabase();
  rules = openRules(database, onUnreadable);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.$executeRaw`TRUNCATE alerts.alert_rule, alerts.alert_rulebook CASCADE`;
  unreadable.length = 0;
});

const later = monday + 3_600_000;
const deed = { by: 'root', at: later };
const fire = makeDefinition({ name: 'Fire', telling: { receiverIds: ['r'], escalation: [] } });

describe('a rule', () => {
  it('comes back as it was made, for anybody who knows its id', async () => {
    const rule = makeRule();
    expect(await rules.create(rule)).toBe(true);
    expect(await rules.find('smoke')).toEqual(rule);
    expect(await rules.find('another')).toBeNull();
    expect(await rules.list('makerere')).toEqual([rule]);
    expect(await rules.list(null)).toEqual([]);
  });

  it('is replaced by whoever has read it last, and by nobody else', async () => {
    await rules.create(makeRule({ isApproved: true, isPublished: true }));
    const change = {
      id: 'smoke',
      revision: 1,
      definition: fire,
      consequences: { judgesAnew: true, saysAnew: true },
      staysPublished: false,
    };
    expect(await rules.replace(change, deed)).toBe(true);
    expect(await rules.replace(change, deed)).toBe(false);
    const changed = { ...fire, revision: 2, changedAt: later };
    expect(await rules.find('smoke')).toEqual(makeRule(changed));
    // an Admin sees what they change
    await rules.publish('smoke', true, deed);
    await rules.replace({ ...change, revision: 2, staysPublished: true }, deed);
    expect(await rules.find('smoke')).toMatchObject({ revision: 3, isPublished: true, isApproved: false });
  });

  it('is gone for good once it was taken away, though its row stays', async () => {
    await rules.create(makeRule());
    expect(await rules.remove('smoke', later)).toBe(true);
    expect(await rules.remove('smoke', later)).toBe(false);
    expect([await rules.find('smoke'), await rules.list('makerere')]).toEqual([null, []]);
    expect(await rules.publish('smoke', true, deed)).toBe(false);
    expect(await database.client.alertRule.count()).toBe(1);
  });

  it('is published as it is, and approved as it was looked at', async () => {
    await rules.create(makeRule());
    expect([
      await rules.publish('smoke', true, deed),
      await rules.approve({ id: 'smoke', revision: 1, isApproved: true }, deed),
    ]).toEqual([true, true]);
    expect(await rules.approve({ id: 'smoke', revision: 2, isApproved: true }, deed)).toBe(false);
    expect(await rules.find('smoke')).toEqual(makeRule({ isPublished: true, isApproved: true }));
  });

  it('is one of 2,000 of its organisation at most', async () => {
    await database.client.$executeRaw`
      INSERT INTO alerts.alert_rule (id, organisation_id, revision, name, severity, definition, is_enabled, created_by_id, created_at, changed_at)
      SELECT 'n' || n, 'makerere', 1, 'n', 'MINOR', '{}', true, 'ada', NOW(), NOW() FROM GENERATE_SERIES(2, ${mostRules}::int) AS n`;
    expect(await rules.create(makeRule())).toBe(true);
    expect(await rules.create(makeRule({ id: 'one-more' }))).toBe(false);
    expect(await rules.create(makeRule({ id: 'theirs', organisation: 'gulu' }))).toBe(true);
  });
});

describe('the book', () => {
  it('has a later revision after each change, and after nothing else', async () => {
    const revisions = [await rules.bookRevision()];
    const change = {
      id: 'smoke',
      revision: 1,
      definition: fire,
      consequences: { judgesAnew: false, saysAnew: false },
      staysPublished: false,
    };
    for (const act of [
      () => rules.create(makeRule()),
      () => rules.replace(change, deed),
      () => rules.replace(change, deed),
      () => rules.publish('smoke', true, deed),
      () => rules.approve({ id: 'smoke', revision: 2, isApproved: true }, deed),
      () => rules.remove('smoke', later),
      () => rules.remove('smoke', later),
    ]) {
      await act();
      revisions.push(await rules.bookRevision());
    }
    expect(revisions).toEqual([0, 1, 2, 2, 3, 4, 5, 5]);
  });

  it('holds what is switched on, of everybody', async () => {
    await rules.create(makeRule());
    await rules.create(makeRule({ id: 'off', isEnabled: false }));
    await rules.create(makeRule({ id: 'gone' }));
    await rules.create(makeRule({ id: 'house', organisation: null }));
    await rules.remove('gone', later);
    const { revision, rules: held } = await rules.book();
    expect([revision, held.map(({ id }) => id)]).toEqual([5, ['house', 'smoke']]);
  });

  it('goes on without what this process cannot read, and tells of it', async () => {
    await rules.create(makeRule());
    await rules.create(makeRule({ id: 'newer' }));
    await rules.create(makeRule({ id: 'broken' }));
    await database.client.alertRule.update({ where: { id: 'newer' }, data: { definition: { version: 2 } } });
    await database.client.alertRule.update({ where: { id: 'broken' }, data: { definition: { version: 1 } } });
    expect((await rules.book()).rules.map(({ id }) => id)).toEqual(['smoke']);
    expect(unreadable).toEqual([
      ['broken', expect.stringContaining('condition')],
      ['newer', 'it is of version 2, and this process reads 1'],
    ]);
    expect(await rules.find('newer')).toBeNull();
  });
});

describe('the rules of the house', () => {
  const install = (name: string, at = monday) =>
    installHouse({ database, now: () => at, onUnreadable }, [{ id: 'house', rule: makeRuleInput({ name }) }]);
  const house = () => rules.find('house');

  it('are installed once, published and not approved', async () => {
    await Promise.all([install('Dust'), install('Dust')]);
    await install('Dust', later);
    expect(await house()).toMatchObject({
      ...{ name: 'Dust', revision: 1, organisation: null, createdBy: 'service:alerts', createdAt: monday },
      ...{ isPublished: true, isApproved: false, isEnabled: true },
    });
    expect(await rules.bookRevision()).toBe(1);
  });

  it('follow the house, but not against what an Admin hid, switched off or took away', async () => {
    await install('Dust');
    await rules.publish('house', false, deed);
    await rules.approve({ id: 'house', revision: 1, isApproved: true }, deed);
    const definition = makeDefinition({ name: 'Dust', isEnabled: false });
    await rules.replace(
      {
        id: 'house',
        revision: 1,
        definition,
        consequences: { judgesAnew: false, saysAnew: false },
        staysPublished: false,
      },
      deed,
    );
    await install('Dust');
    expect(await house()).toMatchObject({ revision: 2, isApproved: true, isEnabled: false });
    await install('More dust', later);
    expect(await house()).toMatchObject({
      ...{ name: 'More dust', revision: 3, changedAt: later },
      ...{ isPublished: false, isApproved: false, isEnabled: false },
    });
    await rules.remove('house', later);
    await install('Much more dust');
    expect(await house()).toBeNull();
  });

  it('are theirs whom an Admin rewrote, until the house has others', async () => {
    await install('Dust');
    await rules.replace(
      {
        id: 'house',
        revision: 1,
        definition: fire,
        consequences: { judgesAnew: true, saysAnew: true },
        staysPublished: false,
      },
      deed,
    );
    await install('Dust');
    expect(await house()).toMatchObject({ name: 'Fire', revision: 2 });
  });
});
