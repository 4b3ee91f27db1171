import { anonymous } from '@aqmrg/platform/caller.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';

export const makeRequest = (overrides: Partial<GraphRequest> = {}): GraphRequest => ({
  document: '{ sensors { id } }',
  variables: {},
  caller: anonymous,
  requestId: 'request-1',
  signal: new AbortController().signal,
  ...overrides,
});

export interface Upstream {
  readonly link: SubgraphLink;
  readonly asked: readonly GraphRequest[];
}

/** A link in this process that answers as it is told. */
export const makeUpstream = (
  execute: (request: GraphRequest, nth: number) => Promise<ExecutionResult>,
): Upstream => {
  const asked: GraphRequest[] = [];
  const link: SubgraphLink = {
    name: 'sensors',
    execute: (request) => execute(request, asked.push(request)),
    subscribe: async () => ({ errors: [] }),
    ready: async () => {},
  };
  return { link, asked };
};

/** What a promise was rejected with. */
export const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
};
