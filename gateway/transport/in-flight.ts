import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { scopeOf } from '../access/scope.ts';
import { copyOf } from './copy.ts';
import { isQuery, knownDocument, variablesTextOf } from './documents.ts';
import { withExecute } from './links.ts';

/** One of those who wait for an answer. */
interface Waiting {
  readonly resolve: (result: ExecutionResult) => void;
  readonly reject: (error: unknown) => void;
  /** Stops listening for its own client. */
  readonly end: () => void;
}

/** One request under way, and all who asked it. */
interface Flight {
  readonly key: string;
  readonly waiting: Set<Waiting>;
  readonly stop: AbortController;
}

/** Each part ends where the next begins, whatever is in it: a number, JSON list, JSON string or null, JSON object. */
const keyOf = (request: GraphRequest, variablesText: string): string =>
  knownDocument(request.document).id +
  scopeOf(request.caller, request.authorization) +
  JSON.stringify(request.operationName ?? null) +
  variablesText;

/** Numbers too large for JSON.parse are infinite, and written as null: only then is a text that of other variables too. */
const holdsInfinite = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinite);

const deliver = ({ waiting }: Flight, result: ExecutionResult): void => {
  // all copies before anyone goes on: whoever gets the answer builds on it in place
  const all = [...waiting].map((one, index) => ({ one, result: index === 0 ? result : copyOf(result) }));
  for (const { one, result } of all) {
    one.end();
    one.resolve(result);
  }
};

const fail = ({ waiting }: Flight, error: unknown): void => {
  for (const one of waiting) {
    one.end();
    one.reject(error);
  }
};

/**
 * Identical queries of one access scope that are under way at the same time are asked once. Each who waits gets an answer of its
 * own, and may leave without the others; when all have left, the request is aborted.
 */
export const shareInFlight = (link: SubgraphLink, onShared: () => void): SubgraphLink => {
  const flights = new Map<string, Flight>();

  const land = (flight: Flight): void => {
    if (flights.get(flight.key) === flight) flights.delete(flight.key);
  };

  const depart = (key: string, request: GraphRequest, variablesText: string): Flight => {
    const flight: Flight = { key, waiting: new Set(), stop: new AbortController() };
    flights.set(key, flight);
    link
      .execute({ ...request, variablesText, signal: flight.stop.signal })
      .then((result) => {
        land(flight);
        deliver(flight, result);
      })
      .catch((error: unknown) => {
        land(flight);
        fail(flight, error);
      });
    return flight;
  };

  const join = (flight: Flight, signal: AbortSignal): Promise<ExecutionResult> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        one.end();
        flight.waiting.delete(one);
        reject(signal.reason);
        if (flight.waiting.size > 0) return;
        land(flight);
        flight.stop.abort(signal.reason);
      };
      const one: Waiting = { resolve, reject, end: () => signal.removeEventListener('abort', leave) };
      flight.waiting.add(one);
      signal.addEventListener('abort', leave);
    });

  const change = async (request: GraphRequest): Promise<ExecutionResult> => {
    try {
      return await link.execute(request);
    } finally {
      // whoever is told of the change must not be given what was read before it
      flights.clear();
    }
  };

  return withExecute(link, async (request) => {
    request.signal.throwIfAborted();
    if (!isQuery(request)) return change(request);
    const variablesText = variablesTextOf(request);
    if (variablesText.includes('null') && holdsInfinite(request.variables)) return link.execute(request);
    const key = keyOf(request, variablesText);
    const underWay = flights.get(key);
    if (underWay) onShared();
    return join(underWay ?? depart(key, request, variablesText), request.signal);
  });
};
