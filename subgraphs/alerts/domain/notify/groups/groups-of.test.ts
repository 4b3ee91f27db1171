import { expect, it } from 'vitest';
import { makeIncident, makeTelling } from '../../../testing/notify/make.ts';
import { escalationGroupsOf, groupsOf } from './groups-of.ts';

const rule = (changes: Parameters<typeof makeTelling>[0]) => ({
  id: 'rule-1',
  telling: makeTelling(changes),
});
const [here, there] = [
  makeIncident({ id: 'here' }),
  makeIncident({ id: 'there', labels: { sensorId: 'sensor-2' } }),
];
const keysOf = (...all: readonly { readonly key: string }[][]) => new Set(all.flat().map(({ key }) => key));

it('each incident is told by itself where nothing is said', () => {
  const alone = rule({ receiverIds: ['a', 'b', 'a'] });
  expect(groupsOf(alone, here).map(({ receiverId }) => receiverId)).toEqual(['a', 'b']);
  expect(keysOf([...groupsOf(alone, here)], [...groupsOf(alone, there)]).size).toBe(4);
});

it('incidents that are equal in labels are told together, of one rule to one receiver', () => {
  const bySite = rule({ groupBy: ['SITE', 'COUNTRY'] });
  expect(groupsOf(bySite, here)).toEqual(groupsOf(bySite, there));
  expect(groupsOf(bySite, here)[0]?.labels).toEqual({ SITE: 'site-1', COUNTRY: 'UG' });
  const turned = rule({ groupBy: ['COUNTRY', 'SITE'] });
  expect(groupsOf(turned, here)[0]?.key).toBe(groupsOf(bySite, here)[0]?.key);
  expect(groupsOf({ ...bySite, id: 'rule-2' }, here)[0]?.key).not.toBe(groupsOf(bySite, here)[0]?.key);
});

it('what is replayed is never in one message with what is real', () => {
  const bySite = rule({ groupBy: ['SITE'] });
  const replayed = makeIncident({ isReplayed: true });
  expect(groupsOf(bySite, replayed)[0]?.key).not.toBe(groupsOf(bySite, here)[0]?.key);
});

it('who is told because nobody acknowledged has a group of their own', () => {
  const escalation = [
    { afterMs: 1, receiverIds: ['receiver-1', 'boss'] },
    { afterMs: 2, receiverIds: ['boss'] },
  ];
  expect(escalationGroupsOf(rule({ escalation }), here).map(({ receiverId }) => receiverId)).toEqual([
    'boss',
  ]);
});
