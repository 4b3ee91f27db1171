import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { describe, expect, it } from 'vitest';
import { makeIncident, makeOver } from '../../../testing/notify/make.ts';
import { type Held, releaseOf } from './release.ts';

const ours = { subject: null, body: null };
const held = (id: string, incidents: readonly Incident[], changes: Partial<Held> = {}): Held => ({
  id,
  reason: 'FIRING',
  incidents,
  firstTold: incidents.map((one) => one.id),
  more: 0,
  wording: ours,
  ...changes,
});
const allClear = (id: string, incidents: readonly Incident[]) =>
  held(id, incidents, { reason: 'ALL_CLEAR', firstTold: [] });
const release = (messages: readonly Held[], ...now: readonly Incident[]) =>
  releaseOf(messages, new Map(now.map((one) => [one.id, one])));
const [a, b, c] = ['a', 'b', 'c'].map((id) => makeIncident({ id })) as [Incident, Incident, Incident];
const [noA, noB, noC] = ['a', 'b', 'c'].map((id) => makeOver({ id })) as [Incident, Incident, Incident];

describe('messages that waited', () => {
  it('go out as one that tells what goes on', () => {
    const found = release([held('1', [a]), held('2', [b], { more: 3 })], a, b);
    expect(found).toMatchObject({ merged: ['2'], stale: [], unheard: [] });
    expect(found.digest).toMatchObject({ id: '1', reason: 'FIRING', more: 3 });
    expect(found.digest?.incidents.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  });

  it('tell as things are now, and what each was alone for', () => {
    const found = release([held('1', [a], { reason: 'ESCALATED' })], { ...a, peak: 99 });
    expect(found.digest).toMatchObject({ reason: 'ESCALATED', incidents: [{ peak: 99 }] });
  });

  it('do not tell what began and ended meanwhile, nor its end', () => {
    expect(release([held('1', [a]), allClear('2', [noA])], noA)).toEqual({
      digest: null,
      merged: [],
      stale: ['1', '2'],
      unheard: ['a'],
    });
  });

  it('tell the end of what was told before', () => {
    const found = release([held('1', [a]), allClear('2', [noB])], noA, noB);
    expect(found).toMatchObject({ stale: ['1'], digest: { id: '2', reason: 'ALL_CLEAR' } });
    expect(found.digest?.incidents).toEqual([noB]);
  });

  it('leave to the next message what ended since and was told before they waited', () => {
    const again = held('1', [c], { reason: 'REPEATED', firstTold: [] });
    expect(release([again], noC)).toEqual({ digest: null, merged: [], stale: ['1'], unheard: [] });
  });

  it('say what each of their rules watches', () => {
    const offline = { kind: 'OFFLINE', quantity: null } as const;
    const messages = [
      held('1', [a], { conditions: { one: offline } }),
      held('2', [b], { conditions: { two: offline } }),
    ];
    expect(release(messages, a, b).digest?.conditions).toEqual({ one: offline, two: offline });
  });

  it('keep words of their own where all have the same', () => {
    const wording = { subject: 'Smog', body: null };
    expect(release([held('1', [a], { wording }), held('2', [b], { wording })], a, b).digest?.wording).toEqual(
      wording,
    );
    expect(release([held('1', [a], { wording }), held('2', [b])], a, b).digest?.wording).toEqual(ours);
  });
});
