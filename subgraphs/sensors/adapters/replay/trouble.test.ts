import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { describe, expect, it } from 'vitest';
import { hourMs } from './calendar.ts';
import { startReplay } from './index.ts';
import { sleepBy } from './sleep.ts';
import { expectOnce, makeWorld, replayed, start } from './small-world.ts';

describe('a platform in trouble', () => {
  it('gets the same batch again after the seconds it named, and nothing is lost', async () => {
    let refusals = 3;
    const world = makeWorld();
    const replay = startReplay({
      ...world.options,
      report: async (batch) => {
        if (refusals-- > 0) throw new AirError('OVERLOADED', 'full', { retryAfterSeconds: 7 });
        return world.platform.report(batch);
      },
    });
    await world.time.reached;
    await replay.stop();
    expect(world.platform.told[0]?.toldAt).toBe(start + 3 * 7_000);
    expectOnce(world.platform.told, start + 5 * hourMs);
  });

  it('is asked again when it cannot say what it heard', async () => {
    let failures = 2;
    const world = makeWorld();
    const replay = startReplay({
      ...world.options,
      newest: async (ids) => {
        if (failures-- > 0) throw new Error('not yet');
        return world.platform.newest(ids);
      },
    });
    await world.time.reached;
    await replay.stop();
    expect(world.platform.told[0]?.toldAt).toBe(start + 500 + 1_000);
  });

  it('does not stop the feed by refusing a row', async () => {
    const world = makeWorld();
    const replay = startReplay({
      ...world.options,
      report: async (batch) => {
        await world.platform.report(batch);
        return [{ index: 0, field: 'sensorId', code: 'RETIRED_SENSOR', message: 'retired' }];
      },
    });
    await world.time.reached;
    await replay.stop();
    expectOnce(world.platform.told, start + 5 * hourMs);
  });

  it('gets the rows of sensors again that it does not know yet, and only those', async () => {
    const world = makeWorld();
    let strange = 2;
    const stranger = 'embassy-accra';
    const replay = startReplay({
      ...world.options,
      report: async ({ readings, delivery }) => {
        const isKnown = strange-- <= 0;
        const taken = readings.filter(({ sensorId }) => isKnown || sensorId !== stranger);
        await world.platform.report({ readings: taken, delivery });
        return readings.flatMap(({ sensorId }, index) =>
          isKnown || sensorId !== stranger
            ? []
            : [{ index, field: 'sensorId', code: 'UNKNOWN_SENSOR', message: 'unknown' }],
        );
      },
    });
    await world.time.reached;
    await replay.stop();
    expectOnce(world.platform.told, start + 5 * hourMs);
  });

  it('is not waited for by stop() while the replay waits to try again', async () => {
    const world = makeWorld();
    const tried = Promise.withResolvers<void>();
    const replay = startReplay({
      ...world.options,
      sleepUntil: sleepBy(world.time.now),
      report: async () => {
        tried.resolve();
        throw new Error('down');
      },
    });
    await tried.promise;
    await replay.stop();
    expect(world.platform.told).toEqual([]);
  });
});

describe('stop', () => {
  it('waits for the report in hand', async () => {
    const world = makeWorld();
    const [begun, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const replay = startReplay({
      ...world.options,
      report: async (batch) => {
        begun.resolve();
        await answer.promise;
        return world.platform.report(batch);
      },
    });
    await begun.promise;
    let stopped = false;
    const stopping = replay.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    answer.resolve();
    await stopping;
    expect(world.platform.batches).toHaveLength(1);
  });

  it('comes from outside as well', async () => {
    const outside = new AbortController();
    const world = makeWorld({ signal: outside.signal });
    const replay = world.run();
    await world.time.reached;
    outside.abort();
    await replay.done;
    expect(replayed(world.platform.told).length).toBeGreaterThan(0);
  });
});
