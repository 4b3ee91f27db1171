import { hourStart } from '../../support/builders.ts';
import { makeRows, sendRows, untilSeen } from '../rows.ts';
import { registerMany } from '../sensors.ts';
import type { Contestant } from './houses.ts';
import { type Answered, askFor, questionsOf } from './queries.ts';
import { cpuNow, cpuSince } from './use.ts';

/** Devices, or those who collect from them, that report at once. */
const senders = 8;

export interface Plan {
  readonly rounds: number;
  readonly sensors: number;
  /** Of one round of one contestant. */
  readonly rows: number;
  readonly seconds: number;
  readonly connections: number;
}

export interface Ingested {
  readonly ackedPerSecond: number;
  /** Stored, flagged, published and noted as last seen. */
  readonly publishedPerSecond: number;
  /** Of a reading, by part: µs. */
  readonly cpuUs: ReadonlyMap<string, number>;
}

export interface Asked extends Answered {
  /** Of a request, by part: ms. */
  readonly cpuMs: ReadonlyMap<string, number>;
}

/** What one contestant did in one round. */
export interface Round {
  readonly contestant: Contestant;
  readonly ingested: Ingested;
  /** By the key of the question. */
  readonly asked: ReadonlyMap<string, Asked>;
}

const shared = (cpu: ReadonlyMap<string, number>, by: number): ReadonlyMap<string, number> =>
  new Map([...cpu].map(([part, ms]) => [part, ms / by]));

export interface Course {
  readonly contestant: Contestant;
  /** Goes on in time where the one before ended. */
  readonly round: () => Promise<Round>;
  /** Readings that it has taken so far. */
  readonly taken: () => number;
}

/** A contestant whose sensors are registered, and that has done everything before: what is compiled on the way is not measured. */
export const openCourse = async (contestant: Contestant, plan: Plan): Promise<Course> => {
  const begin = hourStart(24 * 365);
  const ids = await registerMany(contestant.client, plan.sensors);
  let from = begin;
  let taken = 0;

  const ingest = async (wanted: number): Promise<Ingested> => {
    const { client } = contestant;
    const rows = makeRows(wanted, from, ids, senders);
    const cpu = cpuNow(contestant);
    const began = performance.now();
    await sendRows(client, rows);
    const ackedMs = performance.now() - began;
    await untilSeen(client, ids.length, rows.lastPeriodEnd);
    const publishedMs = performance.now() - began;
    from = rows.end;
    taken += rows.count;
    return {
      ackedPerSecond: (rows.count * 1_000) / ackedMs,
      publishedPerSecond: (rows.count * 1_000) / publishedMs,
      cpuUs: shared(cpuSince(contestant, cpu), rows.count / 1_000),
    };
  };

  const ask = async (seconds: number): Promise<ReadonlyMap<string, Asked>> => {
    const { connections } = plan;
    const asked = new Map<string, Asked>();
    for (const question of questionsOf(begin)) {
      const cpu = cpuNow(contestant);
      const answered = await askFor(contestant, question, ids, { connections, seconds });
      asked.set(question.key, { ...answered, cpuMs: shared(cpuSince(contestant, cpu), answered.count) });
    }
    return asked;
  };

  const round = async (rows: number, seconds: number): Promise<Round> => ({
    contestant,
    ingested: await ingest(rows),
    asked: await ask(seconds),
  });
  await round(plan.rows / 5, plan.seconds / 2);
  return { contestant, round: () => round(plan.rows, plan.seconds), taken: () => taken };
};
