import { type Crowd, type Gathering, gather } from './crowd.ts';

// The clients, a process of its own: orders come from its parent, one at a time.

export type Order =
  | ({ readonly order: 'gather' } & Gathering)
  /** Counts anew from here. */
  | { readonly order: 'clear' }
  | { readonly order: 'read' }
  /** Waits until everybody has received the event with this number, or time is up. */
  | { readonly order: 'await'; readonly sequence: number; readonly withinMs: number }
  | { readonly order: 'leave' };

export interface Load {
  /** Since the last `clear`. */
  readonly received: number;
  /** In how many pieces they came. */
  readonly reads: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Clients that have not received the awaited event. */
  readonly behind: number;
  readonly faults: readonly string[];
  /** User and system, since the process began. */
  readonly cpuMs: number;
}

const pollEveryMs = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let crowd: Crowd | undefined;

const untilReceived = async (sequence: number, withinMs: number): Promise<number> => {
  const until = performance.now() + withinMs;
  while (crowd && crowd.behind(sequence) > 0 && crowd.faults.length === 0 && performance.now() < until)
    await pause(pollEveryMs);
  return crowd?.behind(sequence) ?? 0;
};

const obey = async (order: Order): Promise<Load> => {
  let behind = 0;
  switch (order.order) {
    case 'gather':
      crowd = await gather(order);
      break;
    case 'clear':
      crowd?.clear();
      break;
    case 'read':
      break;
    case 'await':
      behind = await untilReceived(order.sequence, order.withinMs);
      break;
    case 'leave':
      crowd?.leave();
      break;
    default:
      order satisfies never;
  }
  const { user, system } = process.cpuUsage();
  return {
    received: crowd?.received() ?? 0,
    reads: crowd?.reads() ?? 0,
    p50Ms: crowd?.quantileMs(0.5) ?? Number.NaN,
    p99Ms: crowd?.quantileMs(0.99) ?? Number.NaN,
    behind,
    faults: crowd?.faults ?? [],
    cpuMs: (user + system) / 1e3,
  };
};

process.on('message', async (order: Order) => {
  try {
    process.send?.({ load: await obey(order) });
  } catch (error) {
    process.send?.({ failed: (error as Error).message });
  }
});
process.send?.('ready');
