import type { Tenant, Who } from './callers.ts';
import type { Written } from './document.ts';
import type { Asked } from './fields.ts';
import type { Verdict } from './judge.ts';

/**
 * `refused`: by the table. `hidden`: as if there were no such thing. `found`: there it is. `allowed`: the field answers, be it with nothing.
 */
export type Expected = 'refused' | 'hidden' | 'found' | 'allowed';
const tenantsThings = new Set([
  ...['organisation', 'network', 'sensor', 'site', 'account', 'key', 'invitation'],
  ...['series', 'run', 'published'],
  ...['rule', 'alert', 'receiver', 'silence', 'inhibition', 'delivery'],
  'export',
]);
/** What Admins do besides, with what is their members': of a rule they decide whether it is published. */
const alsoForAdmins = new Set([
  'Mutation.withdrawAssociation',
  'Query.alertRule',
  'Query.dryRunAlertRule',
  'Query.previewAlertMessage',
]);
/** What is for members alone: Admins of the house have no part in it. */
export const isForMembersAlone = ({ room, policy, at }: Asked): boolean =>
  ['correlations', 'alerts', 'exports'].includes(room) &&
  policy.words.includes(', own') &&
  !alsoForAdmins.has(at);

/** Whether they are told what members are: a key is, where it was made to read. */
export const isTold = ({ caller }: Who): boolean => caller.kind === 'user' || caller.scopes.includes('read');

/** Of a sensor that stands where it was set up. */
const emptyByNature = new Set(['Sensor.deployedTo']);

/** A service is nobody: these are about whoever asks. */
const forPeopleAlone = new Set([
  'Mutation.signOut',
  'Mutation.signOutEverywhere',
  'Mutation.changePassword',
  'Mutation.createPasswordReset',
  'Mutation.createInvitation',
  'Mutation.withdrawAssociation',
]);
const isForPeopleAlone = (asked: Asked): boolean =>
  forPeopleAlone.has(asked.at) || (asked.room === 'correlations' && isForMembersAlone(asked));

export const isAbove = ({ caller }: Who): boolean => caller.kind === 'service' || caller.role === 'ADMIN';
const isOwned = ({ policy }: Asked): boolean => policy.words.includes(', own');

export const expected = (asked: Asked, who: Who, whose: Tenant, { kinds }: Written): Expected => {
  if (who.isShutOut || !asked.policy.allows(who.caller)) return 'refused';
  if (who.caller.kind === 'service' && isForPeopleAlone(asked)) return 'refused';
  if (![...kinds].some((kind) => tenantsThings.has(kind))) return 'allowed';
  const isOpen = isAbove(who) && !isForMembersAlone(asked);
  const isMine = who.tenant === whose && (asked.room !== 'alerts' || isTold(who));
  if (isOwned(asked) && !isOpen && !isMine) return 'hidden';
  return emptyByNature.has(asked.at) ? 'allowed' : 'found';
};

export const isAsExpected = (verdict: Verdict, wanted: Expected, { caller }: Who): boolean => {
  switch (wanted) {
    case 'refused':
      return (
        verdict.kind === 'refused' &&
        verdict.code === (caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      );
    case 'hidden':
      return verdict.kind === 'nothing';
    case 'found':
      return verdict.kind === 'something';
    case 'allowed':
      return verdict.kind === 'something' || verdict.kind === 'nothing';
    default:
      throw wanted satisfies never;
  }
};
