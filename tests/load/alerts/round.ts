import { setTimeout } from 'node:timers/promises';
import type { House } from '../../support/placements.ts';
import { cpuMsOf } from '../gateway/processes.ts';
import { type Air, callsOf } from './air.ts';
import type { Arrival } from './listener.ts';
import { clock, sendSteadily } from './steady.ts';

const rowsPerCall = 100;
const lookEveryMs = 200;
/** What has not come by then is missed. */
const patienceMs = 60_000;
/** So long every round goes on behind its last reading, so that what is done about it is in its CPU. */
const afterMs = 1_500;

/** A house, and what is listened for there. */
export interface Contestant {
  readonly house: House;
  /** What each marked reading has to bring. */
  readonly brings: readonly string[];
  readonly listener: {
    readonly bareUrl: string;
    /** What came since it was asked last. */
    readonly take: () => Promise<readonly Arrival[]>;
  };
}

export interface Round {
  readonly readings: number;
  readonly seconds: number;
  readonly slowestMs: number;
  readonly cpuMs: number;
  /** Behind the last acknowledgement, until all had come. */
  readonly settledMs: number;
  /** By what came: how long after the reading was acknowledged, ms. The bare message counts from when it left. */
  readonly latencies: ReadonlyMap<string, readonly number[]>;
  /** How long a webhook came after the frame that shows its reading, ms. */
  readonly behind: readonly number[];
  readonly missed: number;
}

/** One minute of every sensor, at so many readings a second, and what it brings. */
export const runRound = async (
  { house, brings, listener }: Contestant,
  air: Air,
  { minute, perSecond }: { readonly minute: number; readonly perSecond: number },
): Promise<Round> => {
  const calls = callsOf(air, minute, rowsPerCall);
  await listener.take();
  const { pid } = house.rooms();
  const cpuBefore = cpuMsOf(pid);
  const sent = await sendSteadily({
    ...{ client: house.client, calls, bareUrl: listener.bareUrl },
    everyMs: (1_000 * rowsPerCall) / perSecond,
  });
  const ended = clock();
  const arrived = new Map<string, Map<string, number>>();
  const collect = async (): Promise<number> => {
    for (const [what, sensor, at] of await listener.take()) {
      const its = arrived.get(what) ?? new Map<string, number>();
      arrived.set(what, its);
      if (sent.acknowledged.has(sensor) && !its.has(sensor)) its.set(sensor, at);
    }
    return brings.reduce(
      (missing, what) => missing + sent.acknowledged.size - (arrived.get(what)?.size ?? 0),
      0,
    );
  };
  let missed = await collect();
  while (missed > 0 && clock() - ended < patienceMs) {
    await setTimeout(lookEveryMs);
    missed = await collect();
  }
  const settledMs = clock() - ended;
  await setTimeout(Math.max(0, afterMs - settledMs));
  const [webhooks, readings] = [arrived.get('webhook') ?? [], arrived.get('reading')];
  const behind = [...webhooks].flatMap(([sensor, at]) => {
    const seenAt = readings?.get(sensor);
    return seenAt === undefined ? [] : [at - seenAt];
  });
  const since = (what: string): ReadonlyMap<string, number> =>
    what === 'bare' ? sent.bare : sent.acknowledged;
  return {
    readings: air.sensors,
    behind,
    ...{ seconds: sent.seconds, slowestMs: sent.slowestMs, settledMs, missed },
    cpuMs: cpuMsOf(pid) - cpuBefore,
    latencies: new Map(
      [...arrived].map(([what, its]) => [
        what,
        [...its].map(([sensor, at]) => at - (since(what).get(sensor) as number)),
      ]),
    ),
  };
};
