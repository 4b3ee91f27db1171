import { networks } from './air.ts';
import { type Connection, openConnection } from './connection.ts';
import { createJudge, type Method, requestFor } from './requests.ts';

// The load generator, a process of its own: jobs come from its parent, one at a time.

/** Asks every network so often before anything is timed. */
const warmRounds = 4;
const warmConnections = 16;
/** The first part of a round is not counted: connections open, pools grow. */
const rampMs = 300;

interface Asked {
  readonly gateway: string;
  readonly port: number;
  readonly method: Method;
  readonly authorization?: string | undefined;
}

export type Job =
  | (Asked & { readonly kind: 'warm' })
  | (Asked & {
      readonly kind: 'measure';
      readonly connections: number;
      readonly seconds: number;
      /** Everybody asks the same. */
      readonly identical: boolean;
    });

export interface Load {
  /** Answered in the counted time, per second. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answered from beginning to end. */
  readonly answered: number;
}

interface Contestant {
  readonly requests: readonly Buffer[];
  readonly judge: ReturnType<typeof createJudge>;
  next: number;
}
const contestants = new Map<string, Contestant>();

const contestantOf = (job: Job): Contestant => {
  const known = contestants.get(job.gateway);
  if (known) return known;
  const requests = Array.from({ length: networks }, (_, i) => requestFor(i, job.method, job.authorization));
  const fresh = { requests, judge: createJudge(), next: 0 };
  contestants.set(job.gateway, fresh);
  return fresh;
};

/** Sends one after another over each connection as long as `more` says so. Every answer is judged. */
const keepAsking = async (
  job: Job,
  connections: number,
  pick: (contestant: Contestant) => number,
  more: () => boolean,
  onAnswer: (began: number, ended: number) => void,
): Promise<void> => {
  const contestant = contestantOf(job);
  const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(job.port)));
  const ask = async (connection: Connection): Promise<void> => {
    while (more()) {
      const network = pick(contestant);
      const began = performance.now();
      const answer = await connection.send(contestant.requests[network] as Buffer);
      onAnswer(began, performance.now());
      contestant.judge(network, answer);
    }
  };
  try {
    await Promise.all(opened.map(ask));
  } finally {
    for (const connection of opened) connection.close();
  }
};

const another = (contestant: Contestant): number => {
  const network = contestant.next;
  contestant.next = (network + 1) % networks;
  return network;
};

const warm = async (job: Job): Promise<Load> => {
  let left = networks * warmRounds;
  const more = (): boolean => left-- > 0;
  await keepAsking(job, warmConnections, another, more, () => {});
  return { perSecond: 0, p50Ms: 0, p99Ms: 0, answered: networks * warmRounds };
};

const measure = async (job: Extract<Job, { kind: 'measure' }>): Promise<Load> => {
  const began = performance.now();
  const countFrom = began + rampMs;
  const until = countFrom + job.seconds * 1_000;
  const times: number[] = [];
  let answered = 0;
  await keepAsking(
    job,
    job.connections,
    job.identical ? () => 0 : another,
    () => performance.now() < until,
    (sent, ended) => {
      answered += 1;
      if (ended >= countFrom && ended < until) times.push(ended - sent);
    },
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: times.length / job.seconds, p50Ms: at(0.5), p99Ms: at(0.99), answered };
};

process.on('message', async (job: Job) => {
  try {
    const load = job.kind === 'warm' ? await warm(job) : await measure(job);
    process.send?.({ load });
  } catch (error) {
    process.send?.({ failed: (error as Error).message });
  }
});
process.send?.('ready');
