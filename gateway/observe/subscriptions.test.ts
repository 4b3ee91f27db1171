import { anonymous } from '@aqmrg/platform/caller.ts';
import type { ExecutionResult } from 'graphql';
import { expect, it } from 'vitest';
import { silentMetrics } from './metrics.ts';
import { countSubscriptions } from './subscriptions.ts';

const request = {
  document: 'subscription { moved }',
  caller: anonymous,
  requestId: 'r',
  signal: new AbortController().signal,
};

const socket = {
  isOpen: true,
  isFull: false,
  inFlight: 0,
  write() {},
  onRoom: () => () => undefined,
  close() {},
};

const streamOf = (events: readonly (ExecutionResult | Error)[]): AsyncIterableIterator<ExecutionResult> => {
  const left = [...events];
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const event = left.shift();
      if (event instanceof Error) throw event;
      return event ? { done: false, value: event } : { done: true, value: undefined };
    },
    return: async () => ({ done: true, value: undefined }),
  };
  return stream;
};

const open = async (answer: AsyncIterableIterator<ExecutionResult> | ExecutionResult) => {
  const told: string[] = [];
  const metrics = {
    ...silentMetrics,
    subscription: (what: string) => void told.push(what),
  };
  const stream = await countSubscriptions(async () => answer, metrics)(request, { id: '1', socket });
  return { told, stream: stream as AsyncIterableIterator<ExecutionResult> };
};

it('counts a subscription from its first moment to its end, once', async () => {
  const { told, stream } = await open(streamOf([{ data: { moved: 1 } }, { data: { moved: 2 } }]));
  for await (const _ of stream) told.push('seen');
  await stream.return?.();
  expect(told).toEqual(['opened', 'seen', 'seen', 'closed']);
});

it('counts one that the client ends, and one that breaks', async () => {
  const ended = await open(streamOf([{ data: { moved: 1 } }]));
  await ended.stream.return?.();
  expect(ended.told).toEqual(['opened', 'closed']);
  const broken = await open(streamOf([new Error('gone')]));
  await expect(broken.stream.next()).rejects.toThrow('gone');
  expect(broken.told).toEqual(['opened', 'closed']);
});

it('counts none for what is refused', async () => {
  expect((await open({ errors: [] })).told).toEqual([]);
});
