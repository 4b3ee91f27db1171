import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../lifecycle/episode.ts';
import { follow, nothingYet } from '../lifecycle/follow.ts';
import { type Sample, sampleOf } from '../lifecycle/sample.ts';
import type { Pace, Threshold } from '../rule/rule.ts';
import { examine, type Line, type Standings } from './examine.ts';
import { foundOf } from './found.ts';
import type { ToldIncident } from './judgement.ts';

const hour = 3_600_000;
const threshold: Threshold = { comparison: 'ABOVE', at: 100, recovery: 80 };
const pace: Pace = { forMs: 0, keepFiringMs: 0, noDataAfterMs: 4 * hour, noData: 'KEEP' };

const lineOf = (air: ReadonlyMap<number, number>): Line => {
  const samples = [...air]
    .sort(([a], [b]) => a - b)
    .map(([n, value]) => sampleOf(n * hour, value, threshold));
  return {
    knownFrom: 0,
    from: (at) => samples.filter((sample) => sample.at >= at),
    before: (at) => samples.findLast((sample) => sample.at < at) ?? null,
  };
};

/** One rule and one sensor, as they are judged reading by reading. */
const open = (changes: Partial<Pace> = {}, remembers = () => true) => {
  const its = { ...pace, ...changes };
  const air = new Map<number, number>();
  let standings: Standings = [];
  let told: readonly ToldIncident[] = [];
  let raised = 0;
  const trail: string[] = [];
  const hear = (...heard: readonly (readonly [n: number, value: number])[]): void => {
    for (const [n, value] of heard) air.set(n, value);
    const from = Math.min(...heard.map(([n]) => n)) * hour;
    if (!remembers()) standings = [];
    const examined = examine({ standings, told, pace: its, from, line: lineOf(air) });
    standings = examined.standings;
    for (const { told: before, state, episode, steps } of examined.judgements) {
      const incidentId = before?.incidentId ?? `i${++raised}`;
      const judged = (before?.judged ?? 0) + 1;
      const now = { incidentId, ruleId: 'r', judged, state, episode, writtenAt: 0 };
      told = [...told.filter((one) => one.incidentId !== incidentId), now].sort(
        (a, b) => a.episode.startedAt - b.episode.startedAt,
      );
      trail.push(...steps.map(({ kind, at }) => `${incidentId} ${kind} ${at / hour}`));
    }
  };
  return {
    hear,
    trail,
    heardInOrder(values: readonly number[]) {
      for (const [n, value] of values.entries()) hear([n, value]);
    },
    told: () => told,
    air,
    pace: its,
  };
};

const lasting = (told: readonly ToldIncident[]) =>
  told
    .filter(({ state }) => state !== 'WITHDRAWN')
    .map(({ state, episode }) => ({ state, ...bare(episode) }));
const bare = ({ startedAt, firedAt, resolvedAt, peak, last, lastAt }: Episode) => ({
  ...{ startedAt, firedAt, resolvedAt, peak, last, lastAt },
});

describe('examining readings as they come', () => {
  it('raises, follows and ends an incident, once each', () => {
    const one = open();
    one.heardInOrder([50, 120, 150, 90, 70, 60]);
    expect(one.trail).toEqual(['i1 RAISED 1', 'i1 RESOLVED 4']);
    expect(one.told()[0]?.episode).toMatchObject({ peak: 150, resolution: 'RECOVERED' });
  });

  it('says nothing again of what is sent again', () => {
    const one = open();
    one.heardInOrder([50, 120, 150]);
    one.hear([1, 120]);
    one.hear([2, 150]);
    expect(one.trail).toEqual(['i1 RAISED 1']);
  });

  it('takes back what a corrected reading says never was', () => {
    const one = open();
    one.heardInOrder([50, 120]);
    one.hear([1, 60]);
    expect(one.trail).toEqual(['i1 RAISED 1', 'i1 WITHDRAWN 1']);
  });

  it('goes on with an incident where a late reading says that it was not over', () => {
    const one = open();
    one.heardInOrder([120, 70]);
    one.hear([1, 110]);
    expect(one.trail).toEqual(['i1 RAISED 0', 'i1 RESOLVED 1', 'i1 REOPENED 1']);
  });

  it('counts what was beyond the threshold before it was asked', () => {
    const one = open({ forMs: 2 * hour }, () => false);
    one.heardInOrder([50, 120, 120, 120]);
    expect(one.trail).toEqual(['i1 RAISED 3']);
    expect(one.told()[0]?.episode.startedAt).toBe(hour);
  });

  it('tells of hearing nothing, and of hearing again', () => {
    const one = open({ noData: 'ALERT' });
    one.hear([0, 50]);
    one.hear([9, 50]);
    expect(one.trail).toEqual(['i1 RAISED 4', 'i1 RESOLVED 9']);
    expect(one.told()[0]?.episode.isNoData).toBe(true);
  });
});

const walk = fc.array(fc.constantFrom(40, 70, 90, 110, 140), { minLength: 1, maxLength: 30 });
const paces = fc.record({
  forMs: fc.constantFrom(0, hour, 2 * hour),
  keepFiringMs: fc.constantFrom(0, 2 * hour),
  noDataAfterMs: fc.constantFrom(2 * hour, 5 * hour),
  noData: fc.constantFrom<Pace['noData']>('KEEP', 'RESOLVE'),
});

const inOrder = (air: ReadonlyMap<number, number>): Sample[] => [...lineOf(air).from(0)];

describe('wherever readings come late', () => {
  it('ends with the incidents that the air has, whatever came when, and whether or not anything was remembered', () => {
    fc.assert(
      fc.property(walk, paces, fc.infiniteStream(fc.nat()), fc.boolean(), (values, its, dice, forgets) => {
        const one = open(its, () => !forgets);
        const deliveries = values.map((value, n) => [n, value] as const);
        // most come in order, some are held back, some come twice
        const late = deliveries.filter(() => (dice.next().value as number) % 4 === 0);
        for (const delivery of deliveries) if (!late.includes(delivery)) one.hear(delivery);
        for (const delivery of [...late].reverse()) one.hear(delivery);
        for (const delivery of deliveries) if ((dice.next().value as number) % 5 === 0) one.hear(delivery);
        const wanted = foundOf(follow(nothingYet, inOrder(one.air), one.pace));
        expect(lasting(one.told())).toEqual(
          wanted.map(({ state, episode }) => ({ state, ...bare(episode) })),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
