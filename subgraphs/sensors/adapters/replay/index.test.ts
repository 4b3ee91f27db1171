import { describe, expect, it } from 'vitest';
import { dueAt, hourMs, originalOf } from './calendar.ts';
import { startReplay } from './index.ts';
import { expectOnce, keyOf, makePack, makeWorld, replayed, start, type Told } from './small-world.ts';

describe('the replay', () => {
  it('registers first, then tells each hour of the last twelve months once, up to now and on', async () => {
    const { time, platform, run } = makeWorld();
    const replay = run();
    await time.reached;
    await replay.stop();
    expect(platform.registered[0]?.sensors).toHaveLength(4);
    expectOnce(platform.told, start + 5 * hourMs);
    expect(platform.batches.every(({ readings }) => readings.length <= 5_000)).toBe(true);
  });

  it('says of each value in which hour of 2023 it was measured', async () => {
    const { time, platform, run } = makeWorld();
    const replay = run();
    await time.reached;
    await replay.stop();
    for (const { periodStart, replay: origin, value } of replayed(platform.told)) {
      expect(origin?.originalPeriodStart).toBe(originalOf(periodStart));
      expect(value).toBe(((origin?.originalPeriodStart ?? 0) - Date.UTC(2023, 0)) / hourMs);
    }
  });

  it('tells every monitor in the order of time, history as BACKFILL, then each hour LIVE at its own second', async () => {
    const { time, platform, run } = makeWorld();
    const replay = run();
    await time.reached;
    await replay.stop();
    const newest = new Map<string, number>();
    for (const { sensorId, periodEnd, delivery, toldAt } of replayed(platform.told)) {
      expect(periodEnd).toBeGreaterThan(newest.get(sensorId) ?? 0);
      newest.set(sensorId, periodEnd);
      const due = dueAt(sensorId, periodEnd);
      expect(delivery).toBe(due <= start ? 'BACKFILL' : 'LIVE');
      if (delivery === 'LIVE') expect(toldAt).toBe(due);
    }
    expect(platform.told.filter(({ delivery }) => delivery === 'LIVE')).toHaveLength(15);
  });

  it('tells the AirQo rows at their true time, and not before that time has come', async () => {
    const { time, platform, run } = makeWorld();
    const replay = run();
    await time.reached;
    await replay.stop();
    const rows = platform.told.filter(({ replay: origin }) => origin === undefined);
    expect(rows.map(({ periodStart }) => periodStart)).toEqual([
      Date.UTC(2026, 4, 15),
      Date.UTC(2026, 4, 15, 1),
    ]);
    const early = makeWorld({ from: Date.UTC(2026, 0, 1) });
    const earlyReplay = early.run();
    await early.time.reached;
    await earlyReplay.stop();
    expect(early.platform.told.filter(({ replay: origin }) => origin === undefined)).toEqual([]);
  });

  it('leaves gaps where the recording has gaps, and on 29 February', async () => {
    const { time, platform, run } = makeWorld({
      from: Date.UTC(2028, 2, 3),
      readPack: async () => makePack(1, (hour) => hour % 3 === 0),
    });
    const replay = run();
    await time.reached;
    await replay.stop();
    const told = replayed(platform.told);
    expect(told.every(({ value }) => value % 3 !== 0)).toBe(true);
    const days = new Set(told.map(({ periodStart }) => new Date(periodStart).toISOString().slice(0, 10)));
    expect(days.has('2028-02-28') && days.has('2028-03-01')).toBe(true);
    expect(days.has('2028-02-29')).toBe(false);
  });

  it('goes on after a restart: what was missed comes as BACKFILL, nothing comes twice', async () => {
    const first = makeWorld();
    const replay = first.run();
    await first.time.reached;
    await replay.stop();
    const before = [...first.platform.told];
    const restart = start + 30 * hourMs;
    const second = makeWorld({ from: restart }, before);
    const again = second.run();
    await second.time.reached;
    await again.stop();
    const later = second.platform.told.slice(before.length);
    expect(new Set(second.platform.told.map(keyOf)).size).toBe(second.platform.told.length);
    expect(later).toHaveLength(3 * 30);
    for (const { sensorId, periodEnd, delivery } of later) {
      expect(delivery).toBe(dueAt(sensorId, periodEnd) <= restart ? 'BACKFILL' : 'LIVE');
    }
  });

  it('goes on after a stop in the middle of its history', async () => {
    const first = makeWorld();
    const own = new AbortController();
    const cut = startReplay({
      ...first.options,
      signal: own.signal,
      report: (batch) => {
        if (first.platform.batches.length === 2) own.abort();
        return first.platform.report(batch);
      },
    });
    await cut.done;
    expect(first.platform.batches).toHaveLength(3);
    const second = makeWorld({}, first.platform.told);
    const again = second.run();
    await second.time.reached;
    await again.stop();
    expect(new Set(second.platform.told.map(keyOf)).size).toBe(second.platform.told.length);
    expectOnce(second.platform.told, start + 5 * hourMs);
  });

  it('tells as missed what came due while the machine slept', async () => {
    const slept = makeWorld({ hours: 60 });
    let naps = 0;
    const replay = startReplay({
      ...slept.options,
      sleepUntil: async (instant, signal) => {
        await slept.time.sleepUntil(instant, signal);
        naps += 1;
        if (naps === 4) slept.time.spend(40 * hourMs);
      },
    });
    await slept.time.reached;
    await replay.stop();
    const told = replayed(slept.platform.told);
    expect(new Set(told.map(keyOf)).size).toBe(told.length);
    for (const { sensorId, periodEnd, delivery, toldAt } of told) {
      const late = toldAt - dueAt(sensorId, periodEnd);
      if (periodEnd > start) expect(delivery).toBe(late > hourMs ? 'BACKFILL' : 'LIVE');
    }
    expect(
      told.filter(({ toldAt, delivery }) => delivery === 'BACKFILL' && toldAt > start).length,
    ).toBeGreaterThan(100);
  });
});

describe('the replay at speed 60', () => {
  const runFast = async (before: readonly Told[] = [], from = start) => {
    const world = makeWorld({ speed: 60, hours: 3, from }, before);
    const replay = world.run();
    await world.time.reached;
    await replay.stop();
    return replayed(world.platform.told.slice(before.length));
  };

  it('starts 24 h back, and has told every hour once when it meets now', async () => {
    const told = await runFast();
    const atStart = told.filter(({ toldAt }) => toldAt === start);
    expect(Math.max(...atStart.map(({ periodEnd }) => periodEnd))).toBeLessThanOrEqual(start - 24 * hourMs);
    expect(new Set(told.map(keyOf)).size).toBe(told.length);
    expectOnce(told, start + 3 * hourMs);
  });

  it('runs an hour in a minute, then falls to real speed', async () => {
    const told = await runFast();
    const meeting = start + (24 * hourMs) / 59;
    for (const { sensorId, periodEnd, toldAt } of told) {
      const due = dueAt(sensorId, periodEnd);
      if (due <= start - 24 * hourMs) continue;
      const expected = due < meeting ? start + (due - (start - 24 * hourMs)) / 60 : due;
      expect(Math.abs(toldAt - expected)).toBeLessThanOrEqual(1);
    }
    expect(told.some(({ toldAt }) => toldAt > meeting)).toBe(true);
  });

  it('tells no hour LIVE that is more than 24 h old', async () => {
    const live = (await runFast()).filter(({ delivery }) => delivery === 'LIVE');
    expect(live.length).toBeGreaterThan(3 * 22);
    expect(Math.max(...live.map(({ toldAt, periodEnd }) => toldAt - periodEnd))).toBeLessThan(24 * hourMs);
  });

  it('goes on where it was after a restart, not 24 h back', async () => {
    const before = await runFast();
    const restart = start + 5 * hourMs;
    const told = await runFast(before, restart);
    expect(Math.min(...told.map(({ periodEnd }) => periodEnd))).toBeGreaterThan(start + 2 * hourMs);
    expect(new Set([...before, ...told].map(keyOf)).size).toBe(before.length + told.length);
  });
});
