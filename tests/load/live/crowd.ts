import { randomUUID } from 'node:crypto';
import { clockMs } from './air.ts';
import { queryOf } from './graph.ts';
import { createJudge } from './judge.ts';
import { createLatencies } from './latencies.ts';
import { readNumber } from './numbers.ts';
import { openSubscriber, type Subscriber } from './subscriber.ts';

const opensAtOnce = 100;
const keptFaults = 5;
const sequenceKey = Buffer.from('"sequence":');
const sentAtKey = Buffer.from(',"sentAt":');

/** Ids as our client makes them, by counting in each socket; or as most other clients do. */
export type Ids = 'counter' | 'uuid';

export interface Gathering {
  readonly port: number;
  readonly clients: number;
  readonly ids: Ids;
  readonly federated: boolean;
}

/** Many clients with one subscription each, all alike. */
export interface Crowd {
  /** Events received since the last `clear`, all clients together. */
  readonly received: () => number;
  /** In how many pieces they came, since then. */
  readonly reads: () => number;
  readonly quantileMs: (share: number) => number;
  readonly clear: () => void;
  /** How many clients have not received the event with this number. */
  readonly behind: (sequence: number) => number;
  /** The first few of what was lost, doubled, out of order, wrong or cut. */
  readonly faults: readonly string[];
  readonly leave: () => void;
}

const startsWith = (bytes: Buffer, at: number, wanted: Buffer): boolean => {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return true;
};

/** Resolves when every client has subscribed. */
export const gather = async ({ port, clients, ids, federated }: Gathering): Promise<Crowd> => {
  const judge = createJudge(federated);
  const latencies = createLatencies();
  const faults: string[] = [];
  // the last event of each client; 0 before its first
  const last = new Float64Array(clients);
  const query = queryOf(federated);
  const fault = (client: number, what: string): void => {
    if (faults.length < keptFaults) faults.push(`client ${client}: ${what}`);
  };
  /** Where the number stands behind the beginning of a frame: nearly always at the same place. */
  let usual = 0;
  const number = { value: 0, end: 0 };
  let reads = 0;

  const placeOfSequence = (bytes: Buffer, from: number, to: number): number => {
    if (startsWith(bytes, from + usual, sequenceKey)) return from + usual + sequenceKey.length;
    const at = bytes.indexOf(sequenceKey, from);
    if (at < 0 || at >= to) return -1;
    usual = at - from;
    return at + sequenceKey.length;
  };

  const take = (client: number, bytes: Buffer, from: number, to: number): boolean => {
    const at = placeOfSequence(bytes, from, to);
    if (at < 0) return false;
    readNumber(bytes, at, number);
    const sequence = number.value;
    if (!startsWith(bytes, number.end, sentAtKey)) return false;
    readNumber(bytes, number.end + sentAtKey.length, number);
    const sentAt = number.value;
    latencies.add(clockMs() - sentAt);
    const before = last[client] as number;
    if (before !== 0 && sequence !== before + 1) fault(client, `event ${sequence} behind event ${before}`);
    last[client] = sequence;
    const wrong = judge(sequence, sentAt, bytes, from, to);
    if (wrong !== undefined) fault(client, wrong);
    return true;
  };

  const opened: Subscriber[] = [];
  let next = 0;
  const openSome = async (): Promise<void> => {
    while (next < clients) {
      const client = next;
      next += 1;
      opened.push(
        await openSubscriber({
          port,
          id: ids === 'uuid' ? randomUUID() : '1',
          query,
          onText: (bytes, from, to) => take(client, bytes, from, to),
          onRead: () => {
            reads += 1;
          },
          onEnd: (reason) => fault(client, reason),
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: opensAtOnce }, openSome));

  return {
    received: latencies.count,
    quantileMs: latencies.quantileMs,
    reads: () => reads,
    clear() {
      latencies.clear();
      reads = 0;
    },
    behind: (sequence) => last.reduce((count, one) => (one < sequence ? count + 1 : count), 0),
    faults,
    leave() {
      for (const subscriber of opened) subscriber.close();
    },
  };
};
