import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pace, Threshold } from '../rule/rule.ts';
import type { Episode } from './episode.ts';
import { follow, nothingYet } from './follow.ts';
import { type Reconciled, reconcile, type Told } from './reconcile.ts';
import { sampleOf } from './sample.ts';

const hour = 3_600_000;
const threshold: Threshold = { comparison: 'ABOVE', at: 100, recovery: 80 };
const pace: Pace = { forMs: 0, keepFiringMs: 0, noDataAfterMs: 1_000 * hour, noData: 'KEEP' };

/** By the hour; null: not heard yet. */
const episodesOf = (air: readonly (number | null)[]): readonly Episode[] => {
  const samples = air.flatMap((value, n) => (value === null ? [] : [sampleOf(n * hour, value, threshold)]));
  const { ended, state } = follow(nothingYet, samples, pace);
  return state.phase === 'FIRING' ? [...ended, state.episode] : ended;
};

let incidents = 0;
const told = ({ kept, raised }: Pick<Reconciled, 'kept' | 'raised'>): Told[] =>
  [...kept, ...raised.map((episode) => ({ incidentId: `i${++incidents}`, episode }))].sort(
    (a, b) => a.episode.startedAt - b.episode.startedAt,
  );
const first = (air: readonly (number | null)[]): Told[] => told({ kept: [], raised: episodesOf(air) });

describe('what late readings change', () => {
  it('keeps an incident whose beginning, peak or end was otherwise', () => {
    const [one] = first([50, null, 120, null, 70]);
    const { kept, raised, withdrawn } = reconcile([one as Told], episodesOf([50, 110, 120, 180, 70]));
    expect([kept.length, raised, withdrawn]).toEqual([1, [], []]);
    expect(kept[0]).toMatchObject({ incidentId: one?.incidentId, episode: { startedAt: hour, peak: 180 } });
  });

  it('withdraws what never was, and raises what nobody knew of', () => {
    const before = first([50, 120, 70, 50, 50]);
    const { kept, raised, withdrawn } = reconcile(before, episodesOf([50, 60, 70, 130, 50]));
    expect([kept, withdrawn]).toEqual([[], [before[0]?.incidentId]]);
    expect(raised).toMatchObject([{ startedAt: 3 * hour }]);
  });

  it('keeps the id for the older of two that were one', () => {
    const [one] = first([120, null, 120, 70]);
    const { kept, raised } = reconcile([one as Told], episodesOf([120, 50, 120, 70]));
    expect(kept).toMatchObject([{ incidentId: one?.incidentId, episode: { startedAt: 0 } }]);
    expect(raised).toMatchObject([{ startedAt: 2 * hour }]);
  });

  it('ends with the same incidents, however the air was heard of', () => {
    const air = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 });
    const order = fc.array(fc.nat(), { maxLength: 60 });
    fc.assert(
      fc.property(air, order, (values, picks) => {
        const heard: (number | null)[] = values.map(() => null);
        let known: Told[] = [];
        const places = [...picks.map((pick) => pick % values.length), ...values.keys()];
        for (const place of places) {
          heard[place] = values[place] as number;
          known = told(reconcile(known, episodesOf(heard)));
        }
        expect(known.map(({ episode }) => episode)).toEqual(episodesOf(values));
        expect(new Set(known.map(({ incidentId }) => incidentId)).size).toBe(known.length);
      }),
    );
  });
});
