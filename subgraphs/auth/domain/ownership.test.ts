import { anonymous, service } from '@aqmrg/platform/caller.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Asker,
  isAdmin,
  mayChangeMember,
  mayMakeKeyFor,
  mayRevokeInvitation,
  mayRevokeKey,
  mayRunOrganisation,
  maySeeAccount,
  maySeeKey,
  maySeeOrganisation,
  maySeeSessions,
} from './ownership.ts';

const accounts = ['ada', 'ben', 'eve'];
const organisations = ['accra', 'kampala'];
const kinds = ['anonymous', 'user', 'key', 'service'] as const;

const askers: fc.Arbitrary<Asker> = fc.record({
  kind: fc.constantFrom(...kinds),
  id: fc.constantFrom(...accounts),
  role: fc.constantFrom('PUBLIC', 'AUTHENTICATED', 'ADMIN'),
  organisation: fc.constantFrom(...organisations, null),
  organisationRole: fc.constantFrom('MEMBER', 'OWNER', null),
});
const things = fc.record({
  organisationId: fc.constantFrom(...organisations, null),
  createdById: fc.constantFrom(...accounts, null),
});

interface Thing {
  readonly organisationId: string | null;
  readonly createdById: string | null;
}

/** Everything that can be asked of something that belongs to an organisation, or to none. */
const rightsOver = (asker: Asker, { organisationId, createdById }: Thing): Record<string, boolean> => ({
  seeKey: maySeeKey(asker, { organisationId }),
  makeKey: mayMakeKeyFor(asker, organisationId),
  revokeKey: mayRevokeKey(asker, { organisationId, createdById }),
  changeMember: mayChangeMember(asker, { organisationId }),
  seeAccount: maySeeAccount(asker, { id: 'somebody-else', organisationId }),
  ...(organisationId !== null && {
    seeOrganisation: maySeeOrganisation(asker, { id: organisationId }),
    runOrganisation: mayRunOrganisation(asker, organisationId),
    revokeInvitation: mayRevokeInvitation(asker, { organisationId }),
  }),
});
const granted = (rights: Record<string, boolean>): string[] =>
  Object.keys(rights).filter((name) => rights[name]);

const member = (
  organisation: string | null,
  organisationRole: Asker['organisationRole'] = 'MEMBER',
): Asker => ({
  kind: 'user',
  id: 'ada',
  role: 'AUTHENTICATED',
  organisation,
  organisationRole,
});
const ofAccra = { organisationId: 'accra', createdById: 'ben' };

describe('what belongs to another organisation, or to none', () => {
  it('is nobody’s to see or to change but an Admin’s, whatever they are elsewhere', () => {
    fc.assert(
      fc.property(askers, things, (asker, thing) => {
        fc.pre(!isAdmin(asker));
        fc.pre(thing.organisationId === null || thing.organisationId !== asker.organisation);
        expect(granted(rightsOver(asker, thing))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not shared by those who belong to none', () => {
    expect(granted(rightsOver(member(null, 'OWNER'), { organisationId: null, createdById: 'ada' }))).toEqual(
      [],
    );
  });
});

describe('keys and strangers', () => {
  it('may nothing here, whatever they claim to be', () => {
    fc.assert(
      fc.property(askers, things, fc.constantFrom('anonymous', 'key'), (asker, thing, kind) => {
        expect(granted(rightsOver({ ...asker, kind }, thing))).toEqual([]);
        expect(maySeeSessions({ ...asker, kind }, { id: asker.id })).toBe(false);
      }),
    );
    expect(granted(rightsOver(anonymous, ofAccra))).toEqual([]);
  });
});

describe('within an organisation', () => {
  it('members see all, make keys, and revoke their own', () => {
    const may = ['seeKey', 'makeKey', 'seeAccount', 'seeOrganisation'];
    expect(granted(rightsOver(member('accra'), ofAccra))).toEqual(may);
    expect(granted(rightsOver(member('accra'), { ...ofAccra, createdById: 'ada' }))).toContain('revokeKey');
    expect(granted(rightsOver(member('accra'), { ...ofAccra, createdById: null }))).not.toContain(
      'revokeKey',
    );
  });

  it('owners may everything, and so may Admins and our own services anywhere', () => {
    const all = Object.keys(rightsOver(anonymous, ofAccra));
    expect(granted(rightsOver(member('accra', 'OWNER'), ofAccra))).toEqual(all);
    expect(granted(rightsOver({ ...member(null), role: 'ADMIN' }, ofAccra))).toEqual(all);
    expect(granted(rightsOver(service('tests'), ofAccra))).toEqual(all);
  });

  it('an account sees itself wherever it is, and its sessions alone, also an Admin', () => {
    expect(maySeeAccount(member('accra'), { id: 'ada', organisationId: 'kampala' })).toBe(true);
    fc.assert(
      fc.property(askers, fc.constantFrom(...accounts), (asker, id) => {
        expect(maySeeSessions(asker, { id })).toBe(asker.kind === 'user' && asker.id === id);
      }),
    );
  });
});
