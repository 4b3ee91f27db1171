import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeIncident,
  makeOver,
  makeSilence,
  makeTelling,
  minuteMs,
  monday,
} from '../../../testing/notify/make.ts';
import { judgeGroup, nothingTold, type ToJudge, type Told } from './judge-group.ts';

const judge = (changes: Partial<ToJudge> = {}) =>
  judgeGroup({
    told: nothingTold,
    telling: makeTelling(),
    takesNew: true,
    incidents: [makeIncident()],
    silences: [],
    inhibitions: [],
    openIncidents: [],
    now: monday,
    ...changes,
  });
const wasTold = (ids: readonly string[], agoMs = 10 * minuteMs): Told => ({
  open: ids,
  hushed: [],
  at: monday - agoMs,
});
const reasonOf = (changes: Partial<ToJudge>) => judge(changes).tell?.reason;
const listed = (changes: Partial<ToJudge>) => judge(changes).tell?.incidents.map(({ id }) => id);

describe('a group', () => {
  it('is told what is new, and then no more of it', () => {
    const first = judge();
    expect(first).toMatchObject({
      tell: { reason: 'FIRING', firstTold: ['incident-1'] },
      told: { open: ['incident-1'], at: monday },
      lookAt: null,
    });
    expect(judge({ told: first.told, now: monday + 60 * minuteMs }).tell).toBeNull();
  });

  it('is told what came to it with all that goes on and what is over, but not before its interval has passed', () => {
    const incidents = [
      makeIncident(),
      makeOver({ id: 'gone' }),
      makeIncident({ id: 'new', labels: { severity: 'EXTREME' } }),
    ];
    const told = wasTold(['incident-1', 'gone']);
    expect(judge({ told, incidents }).tell).toMatchObject({ reason: 'FIRING', firstTold: ['new'] });
    expect(listed({ told, incidents })).toEqual(['new', 'incident-1', 'gone']);
    const soon = judge({ told: wasTold(['incident-1', 'gone'], minuteMs), incidents });
    expect(soon).toMatchObject({ tell: null, lookAt: monday + 4 * minuteMs });
    expect(soon.told.open).toEqual(['incident-1', 'gone']);
  });

  it('is told once that all of it is over, and not of parts', () => {
    const told = wasTold(['a', 'b']);
    const half = [makeOver({ id: 'a' }), makeIncident({ id: 'b' })];
    expect(judge({ told, incidents: half }).tell).toBeNull();
    const all = [makeOver({ id: 'a' }), makeOver({ id: 'b' })];
    const later = judge({ told: judge({ told, incidents: half }).told, incidents: all });
    expect(later.tell).toMatchObject({ reason: 'ALL_CLEAR', firstTold: [] });
    expect(later.tell?.incidents).toHaveLength(2);
    expect(judge({ told: later.told, incidents: all, now: monday + 60 * minuteMs }).tell).toBeNull();
  });

  it('is not told the end of what it was not told', () => {
    expect(judge({ incidents: [makeOver()] })).toMatchObject({ tell: null, told: { open: [] } });
  });

  it('is not told that it is over where its rule does not want that, but that it never was', () => {
    const telling = makeTelling({ tellsAllClear: false });
    const told = wasTold(['incident-1']);
    expect(judge({ telling, told, incidents: [makeOver()] })).toMatchObject({
      tell: null,
      told: { open: [] },
    });
    expect(reasonOf({ telling, told, incidents: [makeOver({ state: 'WITHDRAWN' })] })).toBe('WITHDRAWN');
  });

  it('is told again after a while, if its rule wants that', () => {
    const telling = makeTelling({ repeatMs: 60 * minuteMs });
    expect(judge({ telling, told: wasTold(['incident-1']) })).toMatchObject({
      tell: null,
      lookAt: monday + 50 * minuteMs,
    });
    expect(reasonOf({ telling, told: wasTold(['incident-1'], 60 * minuteMs) })).toBe('REPEATED');
  });

  it('is told the end alone where it was told because nobody acknowledged', () => {
    expect(judge({ takesNew: false })).toMatchObject({ tell: null, lookAt: null });
    expect(reasonOf({ takesNew: false, told: wasTold(['incident-1']), incidents: [makeOver()] })).toBe(
      'ALL_CLEAR',
    );
  });

  it('is told what a silence kept quiet once that is over, and its trail says so once', () => {
    const silences = [makeSilence()];
    const quiet = judge({ silences });
    expect(quiet).toMatchObject({
      tell: null,
      hushed: [{ hush: { kind: 'SILENCE', by: 'silence-1' } }],
      lookAt: monday + 5 * minuteMs,
    });
    const still = judge({ silences, told: quiet.told, now: monday + 58 * minuteMs });
    expect(still).toMatchObject({ tell: null, hushed: [], lookAt: monday + 60 * minuteMs });
    expect(judge({ silences, told: still.told, now: monday + 60 * minuteMs }).tell?.reason).toBe('FIRING');
  });

  it('is told the end of what it was told, silenced or not', () => {
    const silences = [makeSilence()];
    expect(reasonOf({ silences, told: wasTold(['incident-1']), incidents: [makeOver()] })).toBe('ALL_CLEAR');
  });

  it('is told again of what is open once more', () => {
    const { told } = judge({ told: wasTold(['incident-1']), incidents: [makeOver()] });
    expect(judge({ told, now: monday + 10 * minuteMs }).tell).toMatchObject({
      reason: 'FIRING',
      firstTold: ['incident-1'],
    });
  });
});

/** Minutes in which something is so. */
const span = fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 120 })).map(([from, long]) => ({
  from,
  to: from + long,
}));
const at = (minute: number): number => monday + minute * minuteMs;

describe('whatever the order and doubling of ticks', () => {
  const stories = fc.record({
    incidents: fc.array(span, { minLength: 1, maxLength: 5 }),
    silences: fc.array(span, { maxLength: 3 }),
    ticks: fc.array(fc.nat(300), { maxLength: 60 }),
    repeats: fc.boolean(),
  });

  it('what is new is told once, nothing while it is silenced, and each that goes on in the end', () => {
    fc.assert(
      fc.property(stories, ({ incidents, silences, ticks, repeats }) => {
        const telling = makeTelling({ repeatMs: repeats ? 60 * minuteMs : null });
        const holding = silences.map(({ from, to }) => makeSilence({ startsAt: at(from), endsAt: at(to) }));
        const asOf = (minute: number): Incident[] =>
          incidents.flatMap(({ from, to }, n) => {
            if (minute < from) return [];
            // the last one goes on
            const isOver = minute >= to && n < incidents.length - 1;
            return [(isOver ? makeOver : makeIncident)({ id: `${n}` })];
          });
        let told: Told = nothingTold;
        const heard = new Map<string, number>();
        const look = (minute: number): number | null => {
          const judged = judge({
            ...{ told, telling, silences: holding, incidents: asOf(minute), now: at(minute) },
          });
          for (const id of judged.tell?.firstTold ?? []) {
            heard.set(id, (heard.get(id) ?? 0) + 1);
            expect(silences.some(({ from, to }) => from <= minute && minute < to)).toBe(false);
          }
          if (told.at !== null && judged.tell !== null) expect(at(minute) - told.at).toBeGreaterThan(0);
          told = judged.told;
          return judged.lookAt;
        };
        for (const minute of ticks.flatMap((one) => [one, one]).sort((a, b) => a - b)) look(minute);
        let next: number | null = at(300);
        for (let n = 0; n < 5 && next !== null; n += 1) next = look((next - monday) / minuteMs);
        expect([...heard.values()].every((times) => times === 1)).toBe(true);
        expect(heard.get(`${incidents.length - 1}`)).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
