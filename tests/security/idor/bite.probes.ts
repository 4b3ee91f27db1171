import {
  admin,
  everyone,
  everyoneTheirOwn,
  own,
  type Policy,
  signedIn,
  withScope,
} from '@aqmrg/platform/subgraph/access.ts';
import { describe, expect, it } from 'vitest';
import { questionOf } from './asking.ts';
import { fieldAt } from './fields.ts';
import type { Matrix } from './matrix.ts';
import type { World } from './world.ts';

/** As often as a table is wrong, the matrix says so: what a room does is held against what the table promises. */
const lies: readonly (readonly [at: string, policy: Policy, said: string])[] = [
  ['Query.organisation', everyoneTheirOwn, '{"kind":"refused","code":"UNAUTHENTICATED"} instead of hidden'],
  ['Query.organisation', admin, '{"kind":"something"} instead of refused'],
  ['Query.organisation', signedIn, '{"kind":"nothing"} instead of found'],
  ['Query.users', signedIn, '{"kind":"refused","code":"FORBIDDEN"} instead of found'],
  ['Query.sensor', own, '{"kind":"something"} instead of hidden'],
  ['Sensor.name', own, '{"kind":"something"} instead of hidden'],
  ['Sensor.series', own, '{"kind":"something"} instead of hidden'],
  ['Site.latest', own, '{"kind":"something"} instead of hidden'],
  ['Network.organisationId', admin, '{"kind":"something"} instead of refused'],
  ['Query.alert', everyone, '{"kind":"nothing"} instead of found'],
  ['Query.alert', own, '{"kind":"nothing"} instead of refused'],
  ['Query.alertRule', everyone, '{"kind":"refused","code":"UNAUTHENTICATED"} instead of found'],
  ['Query.alertDeliveries', signedIn, '{"kind":"nothing"} instead of found'],
  ['Sensor.alerts', everyone, '{"kind":"nothing"} instead of found'],
  ['Mutation.reportReadings', withScope('export'), '{"kind":"refused","code":"FORBIDDEN"} instead of found'],
  ['Mutation.retireSensor', everyone, '{"kind":"refused","code":"UNAUTHENTICATED"} instead of found'],
];

export const probeBite = (world: () => World, matrix: () => Matrix): void => {
  describe('the matrix would see', () => {
    it.each(
      lies.map(([at, policy, said]) => [`${at}, were it for: ${policy.words}`, at, policy, said] as const),
    )('%s', async (_name, at, policy, said) => {
      const asked = { ...fieldAt(at), policy };
      // nobody who may change something does so for this
      const cases = matrix()
        .casesOf(asked)
        .filter(({ who }) => asked.type.name !== 'Mutation' || !fieldAt(at).policy.allows(who.caller));
      const wrongs = await matrix().wrongsOf(asked, cases);
      expect(wrongs.join('\n')).toContain(said);
    });

    it('a foreign field of an entity both at the gateway and at the room', async () => {
      const wrongs = await matrix().wrongsOf({ ...fieldAt('Site.name'), policy: own });
      for (const where of ['gateway', 'room'])
        expect(wrongs).toContain(
          `a member of a, of tenant b, at the ${where}: {"kind":"something"} instead of hidden`,
        );
      expect(wrongs.filter((one) => /of tenant a, at/.test(one) && one.startsWith('a member of a'))).toEqual(
        [],
      );
    });

    it('what members see of each other, so that it would see what others do', async () => {
      const member = world().everybody.find(({ name }) => name === 'an owner of a');
      if (!member) throw new Error('They are not there.');
      const subject = await world().subjectOf('a');
      const { document } = questionOf(fieldAt('Query.organisation'), 'gateway', subject);
      const { text } = await matrix().ask(member, 'gateway', 'auth', document);
      const secrets = world().secretsOf('a');
      expect(secrets.filter((secret) => text.includes(secret)).length).toBeGreaterThan(6);
    });

    it('rows that somebody changed who has no part in them', async () => {
      // an owner of b, taken for one of a
      const owner = world().everybody.find(({ name }) => name === 'an owner of b');
      if (!owner) throw new Error('They are not there.');
      const wrongs = await matrix().wrongsOf(fieldAt('Mutation.createInvitation'), [
        { who: { ...owner, tenant: 'a' }, edge: 'gateway', whose: 'b' },
      ]);
      expect(wrongs).toContain('an owner of b: changed what is not theirs');
    });
  });
};
