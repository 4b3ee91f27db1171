import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAir } from '../../../testing/air.ts';
import { createTrack } from './track.ts';

const minuteMs = 60_000;
const newTrack = (maxReadings = 1_000) => createTrack(maxReadings);
/** A reading that ends in such a minute. */
const minutes = (end: number, length: number, value: number) =>
  makeAir(end / 60, value, { hours: length / 60 });

describe('the mean of an hour', () => {
  it('is of the good readings that start in it, none of more than an hour', () => {
    const track = newTrack();
    for (const air of [
      minutes(65, 10, 8), // starts in the hour before
      minutes(90, 20, 10),
      minutes(125, 10, 30), // ends in the hour after
      minutes(180, 90, 500),
      makeAir(1.75, 900, { hours: 0.25, isGood: false }),
    ])
      track.take(air);
    expect(track.meanOf(hourMs)).toEqual({ mean: 20, coveredMs: 30 * minuteMs, isGiven: false });
    expect(track.meanOf(2 * hourMs)).toBeNull();
  });

  it('never covers more than the hour', () => {
    const track = newTrack();
    for (const air of [makeAir(2, 4), minutes(90, 15, 6)]) track.take(air);
    expect(track.meanOf(hourMs)).toEqual({ mean: 5, coveredMs: hourMs, isGiven: false });
  });

  it('follows what comes late and what is corrected', () => {
    const track = newTrack();
    track.take(minutes(75, 15, 10));
    expect(track.meanOf(hourMs)?.mean).toBe(10);
    expect(track.take(minutes(90, 15, 20))).toBe('NEW');
    expect(track.meanOf(hourMs)?.mean).toBe(15);
    expect(track.take({ ...minutes(75, 15, 30), revision: 2 })).toBe('NEW');
    expect(track.meanOf(hourMs)?.mean).toBe(25);
    expect(track.take({ ...minutes(75, 15, 10), revision: 1 })).toBe('SAME');
    expect(track.take({ ...minutes(75, 15, 30), revision: 3, isGood: false })).toBe('NEW');
    expect(track.meanOf(hourMs)?.mean).toBe(20);
  });
});

describe('what is let go', () => {
  it('leaves the means of its hours, which late readings no longer change', () => {
    const track = newTrack();
    for (let end = 1; end <= 10; end += 1) track.take(makeAir(end, end));
    track.forget(6 * hourMs + 1, 2 * hourMs);
    expect(track.readings.ends.map((end) => end / hourMs)).toEqual([6, 7, 8, 9, 10]);
    expect([0, 1, 2, 5, 6].map((hour) => track.meanOf(hour * hourMs)?.mean ?? null)).toEqual([
      null,
      null,
      3,
      6,
      7,
    ]);
    expect(track.take({ ...makeAir(4, 40), revision: 2 })).toBe('HOUR_NEEDED');
    expect(track.meanOf(3 * hourMs)?.mean).toBe(4);
    track.give(3 * hourMs, 40, hourMs);
    expect(track.meanOf(3 * hourMs)?.mean).toBe(40);
    expect(track.take(makeAir(2, 2))).toBe('TOO_OLD');
    expect(track.take(minutes(6 * 60 + 5, 10, 9))).toBe('HOUR_NEEDED');
  });

  it('is the oldest where there is more than is kept', () => {
    const track = newTrack(20);
    for (let end = 1; end <= 100; end += 1) track.take(makeAir(end, end));
    expect(track.readings.ends.length).toBeLessThanOrEqual(20);
    expect(track.readings.ends.at(-1)).toBe(100 * hourMs);
  });
});

describe('what was given', () => {
  it('is an hour until it is given anew, whatever readings come', () => {
    const track = newTrack();
    track.give(hourMs, 50, 45 * minuteMs);
    expect(track.take(minutes(90, 15, 20))).toBe('HOUR_NEEDED');
    expect(track.meanOf(hourMs)).toEqual({ mean: 50, coveredMs: 45 * minuteMs, isGiven: true });
    expect(track.newestEnd()).toBe(2 * hourMs);
  });

  it('is found wherever its hour lies', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(hours, fc.nat(9_000), (list, cut) => {
        const track = newTrack();
        for (const hour of list) track.give(hour * hourMs, hour, hourMs);
        for (const hour of list) expect(track.meanOf(hour * hourMs)?.mean).toBe(hour);
        track.forget(cut * hourMs, cut * hourMs);
        for (const hour of list)
          expect(track.meanOf(hour * hourMs)?.mean).toBe(hour < cut ? undefined : hour);
        expect(track.oldestEnd()).toBeLessThanOrEqual(
          (Math.min(...list.filter((hour) => hour >= cut)) + 1) * hourMs,
        );
      }),
    );
  });
});
