import { anonymous, type Caller, organisationRoles, roles, scopes } from '@aqmrg/platform/caller.ts';
import { withScope } from '@aqmrg/platform/subgraph/access.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayIngest } from '../domain/reporters.ts';

/** As the platform makes them: strangers are Public, services are Admins. */
const callers: fc.Arbitrary<Caller> = fc
  .record({
    kind: fc.constantFrom('anonymous', 'user', 'key', 'service'),
    role: fc.constantFrom(...roles),
    organisation: fc.constantFrom('a', null),
    organisationRole: fc.constantFrom(...organisationRoles, null),
    scopes: fc.subarray([...scopes]),
    networks: fc.constantFrom(['n1'], null),
  })
  .map((drawn) => ({
    ...anonymous,
    ...drawn,
    ...(drawn.kind === 'anonymous' ? { role: 'PUBLIC' as const } : {}),
    ...(drawn.kind === 'service' ? { role: 'ADMIN' as const } : {}),
  }));

describe('reporting', () => {
  it('is open at the bulk door to whom the graph opens it, and to nobody else', () => {
    fc.assert(
      fc.property(callers, (caller) => {
        expect(mayIngest(caller)).toBe(withScope('ingest').allows(caller));
      }),
      { numRuns: 1_000 },
    );
  });
});
