import { expect, it } from 'vitest';
import { shownToStrangers } from './shown-step.ts';

const step = { at: 1, writtenAt: 2, by: 'root' } as const;

it('strangers see what the air did, and neither what Admins said of the rule nor who did', () => {
  const raised = { ...step, kind: 'RAISED', by: null, details: { peak: 61, cap: 'none' } } as const;
  expect(shownToStrangers(raised)).toEqual({ ...raised, details: { peak: 61 } });
  const changed = { ...step, kind: 'CAP_CHANGED', details: { cap: 'Actual', capBefore: 'none' } } as const;
  expect(shownToStrangers(changed)).toEqual({ ...changed, by: null, details: {} });
});
