import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import { describe, expect, it } from 'vitest';
import { hourAt, replayedAt } from '../../testing/archive/readings.ts';
import { createDayFinder } from './local-day.ts';
import { marksOf } from './mark.ts';
import { createMarked } from './marked.ts';

const at = (iso: string): number => Date.parse(iso);
const noon = at('2026-03-01T12:00:00Z');
const accepted = (sensorId: string, ...readings: readonly ReturnType<typeof hourAt>[]): ReadingsAccepted => ({
  sensorId,
  changes: readings.map((reading) => ({ change: 'ADDED', reading })),
});
const calendarOf = (zone: string) => ({ zoneOf: () => zone, dayAt: createDayFinder() });
const told = (zone: string, batch: readonly ReadingsAccepted[], now = noon) =>
  marksOf(batch, calendarOf(zone), now).map(({ sensorId, day, isReplayed, dueAt }) =>
    [sensorId, day, isReplayed ? 'replayed' : 'real', new Date(dueAt).toISOString()].join(' '),
  );

describe('what readings mark', () => {
  it('is each file once, real and recorded air apart, due an hour after the day', () => {
    const batch = [
      accepted('a', hourAt('a', '2026-03-01T09:00:00Z'), hourAt('a', '2026-03-01T10:00:00Z')),
      accepted('b', hourAt('b', '2026-03-01T10:00:00Z'), replayedAt('b', '2026-03-01T10:00:00Z')),
      accepted('a', hourAt('a', '2026-03-01T11:00:00Z')),
    ];
    expect(told('UTC', batch)).toEqual([
      'a 2026-03-01 real 2026-03-02T01:00:00.000Z',
      'b 2026-03-01 real 2026-03-02T01:00:00.000Z',
      'b 2026-03-01 replayed 2026-03-02T01:00:00.000Z',
    ]);
  });

  it('is of the local day in which the period begins', () => {
    const hours = ['2026-02-28T20:00:00Z', '2026-02-28T21:00:00Z'].map((start) => hourAt('a', start));
    expect(told('Africa/Kampala', [accepted('a', ...hours)])).toEqual([
      'a 2026-02-28 real 2026-03-01T12:10:00.000Z',
      'a 2026-03-01 real 2026-03-01T22:00:00.000Z',
    ]);
  });

  it('is gathered for ten minutes where it comes late', () => {
    expect(told('UTC', [accepted('a', hourAt('a', '2025-01-01T00:00:00Z'))])).toEqual([
      'a 2025-01-01 real 2026-03-01T12:10:00.000Z',
    ]);
    // the day ended a moment ago
    const dawn = at('2026-03-01T00:05:00Z');
    expect(told('UTC', [accepted('a', hourAt('a', '2026-02-28T23:00:00Z'))], dawn)).toEqual([
      'a 2026-02-28 real 2026-03-01T01:00:00.000Z',
    ]);
  });

  it('is the other kind of air as well where something late was replaced, if it has a file', () => {
    const shown = (...readings: Parameters<typeof accepted>[1][]) =>
      marksOf([accepted('a', ...readings)], calendarOf('UTC'), noon).map(
        ({ isReplayed, isOnlyAgain }) => `${isReplayed ? 'replayed' : 'real'}${isOnlyAgain ? ' again' : ''}`,
      );
    const late = '2026-02-28T09:00:00Z';
    const second = hourAt('a', late, { revision: 2 });
    expect(shown(second)).toEqual(['real', 'replayed again']);
    expect(shown(second, replayedAt('a', late))).toEqual(['real', 'replayed']);
    expect(shown(replayedAt('a', late), second)).toEqual(['replayed', 'real']);
    expect(shown(hourAt('a', '2026-03-01T09:00:00Z', { revision: 2 }))).toEqual(['real']);
  });

  it('is nothing where a file could have no name', () => {
    expect(told('UTC', [accepted('', hourAt('', '2026-03-01T09:00:00Z'))])).toEqual([]);
  });
});

describe('the memory of marks', () => {
  const markOf = (sensorId: string, endsAt: number) => ({
    ...{ sensorId, day: '2026-03-01', isReplayed: false, endsAt, dueAt: endsAt, isOnlyAgain: false },
  });

  it('lets a day that is not over be marked once, and one that is over each time', () => {
    const marked = createMarked();
    const [open, over] = [markOf('a', noon + 1), markOf('b', noon)];
    marked.remember([open, over], noon);
    expect([open, over].map((mark) => marked.isNews(mark, noon))).toEqual([false, true]);
    expect(marked.isNews(open, noon + 1)).toBe(true);
  });

  it('tells the day of another zone from the one before', () => {
    const marked = createMarked();
    marked.remember([markOf('a', noon + 1)], noon);
    expect(marked.isNews(markOf('a', noon + 2), noon)).toBe(true);
  });

  it('never grows beyond its bound, whatever comes', () => {
    const marked = createMarked(10);
    for (let i = 0; i < 1_000; i += 1) {
      marked.remember([markOf(`s${i}`, noon + 1 + (i % 50))], noon + (i % 60));
      expect(marked.size()).toBeLessThanOrEqual(10);
    }
  });
});
