import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, accountRoles, accountStatuses } from './account.ts';
import { leavesNoAdmin, leavesNoOwner, type Membership } from './membership.ts';

const accounts: fc.Arbitrary<Account> = fc
  .record({
    role: fc.constantFrom(...accountRoles),
    status: fc.constantFrom(...accountStatuses),
    organisationId: fc.constantFrom('accra', 'kampala', null),
    organisationRole: fc.constantFrom('MEMBER' as const, 'OWNER' as const),
  })
  .map(({ organisationRole, ...rest }) => ({
    id: 'ada',
    email: 'ada@example.org',
    name: 'Ada',
    createdAt: 0,
    ...rest,
    organisationRole: rest.organisationId === null ? null : organisationRole,
  }));
const memberships: fc.Arbitrary<Membership> = fc.option(
  fc.record({
    organisationId: fc.constantFrom('accra', 'kampala'),
    organisationRole: fc.constantFrom('MEMBER' as const, 'OWNER' as const),
  }),
);

const owners = (account: Account, others: number, organisationId: string): number =>
  others +
  (account.status === 'ACTIVE' &&
  account.organisationId === organisationId &&
  account.organisationRole === 'OWNER'
    ? 1
    : 0);

describe('the last who may', () => {
  it('is kept: a change is refused if and only if it takes the last owner that can sign in from an organisation', () => {
    fc.assert(
      fc.property(accounts, memberships, fc.nat(2), (account, next, others) => {
        const { organisationId } = account;
        if (organisationId === null) {
          expect(leavesNoOwner(account, next, others)).toBe(false);
          return;
        }
        const after: Account = {
          ...account,
          organisationId: next?.organisationId ?? null,
          organisationRole: next?.organisationRole ?? null,
        };
        const isLost =
          owners(account, others, organisationId) > 0 && owners(after, others, organisationId) === 0;
        expect(leavesNoOwner(account, next, others)).toBe(isLost);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is kept: a change is refused if and only if it takes the last Admin that can sign in', () => {
    const admins = ({ role, status }: Pick<Account, 'role' | 'status'>, others: number): number =>
      others + (role === 'ADMIN' && status === 'ACTIVE' ? 1 : 0);
    fc.assert(
      fc.property(accounts, accounts, fc.nat(2), (account, next, others) => {
        const isLost = admins(account, others) > 0 && admins(next, others) === 0;
        expect(leavesNoAdmin(account, next, others)).toBe(isLost);
      }),
      { numRuns: 1_000 },
    );
  });
});
