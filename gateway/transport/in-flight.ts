import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { scopeOf } from '../access/scope.ts';
import { isQuery, variablesTextOf } from './documents.ts';
import { Flight, type Guards } from './flight.ts';
import type { Execute } from './links.ts';

/** Numbers too large for JSON.parse are infinite, and written as null: only then is a text that of other variables too. */
const holdsInfinite = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinite);

const noop = (): void => undefined;

/** So many of the newest flights of a document are looked at: with more under way, few would be equal. */
const maxLookedAt = 64;

/**
 * Flights by scope and document. Variables are compared rather than made a key: two texts differ in their length or within a few
 * characters, and to hash one is to read it whole.
 */
const createBoard = () => {
  const scopes = new Map<string, Map<string, Flight[]>>();
  return {
    find(
      scope: string,
      { document, operationName }: GraphRequest,
      variablesText: string,
    ): Flight | undefined {
      const flights = scopes.get(scope)?.get(document);
      if (!flights) return undefined;
      for (let i = flights.length - 1; i >= 0 && i >= flights.length - maxLookedAt; i -= 1) {
        const flight = flights[i] as Flight;
        if (flight.variablesText === variablesText && flight.request.operationName === operationName)
          return flight;
      }
      return undefined;
    },
    put(scope: string, flight: Flight): void {
      const { document } = flight.request;
      let documents = scopes.get(scope);
      if (!documents) {
        documents = new Map();
        scopes.set(scope, documents);
      }
      const flights = documents.get(document);
      if (flights) flights.push(flight);
      else documents.set(document, [flight]);
    },
    /** Leaves nothing behind: what is empty goes as well. */
    take(scope: string, flight: Flight): void {
      const { document } = flight.request;
      const documents = scopes.get(scope);
      const flights = documents?.get(document);
      const at = flights?.indexOf(flight) ?? -1;
      if (!documents || !flights || at < 0) return;
      flights.splice(at, 1);
      if (flights.length === 0) documents.delete(document);
      if (documents.size === 0) scopes.delete(scope);
    },
    clear: (): void => scopes.clear(),
  };
};

/**
 * Every request to a subgraph, guarded. Identical queries of one access scope that are under way at the same time are asked once. Each who
 * waits gets an answer of its own, and may leave without the others; when all have left, the request is aborted.
 */
export const guardedExecute = (guards: Guards): Execute => {
  const board = createBoard();

  const begin = (flight: Flight, signal: AbortSignal): Promise<ExecutionResult> => {
    const answer = flight.join(signal);
    flight.depart();
    return answer;
  };
  const alone = (request: GraphRequest, onLanded: () => void): Promise<ExecutionResult> =>
    begin(new Flight(guards, request, onLanded), request.signal);

  return (request) => {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    // whoever is told of a change must not be given what was read before it
    if (!isQuery(request)) return alone(request, board.clear);
    // in process, to write down what entities are asked for costs more than most answers
    if (!guards.link.isRemote && request.variables?.representations !== undefined)
      return alone(request, noop);
    const variablesText = variablesTextOf(request);
    if (variablesText.includes('null') && holdsInfinite(request.variables)) return alone(request, noop);

    const scope = scopeOf(request.caller);
    const underWay = board.find(scope, request, variablesText);
    if (underWay) {
      guards.metrics.shared('fetch');
      return underWay.join(signal);
    }
    const flight = new Flight(guards, request, (landed) => board.take(scope, landed), variablesText);
    board.put(scope, flight);
    return begin(flight, signal);
  };
};
