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

/**
 * Flights by scope, then document, then variables: the parts of a key, which is long and never made. Only one name of an operation has a
 * place; a plan's documents hold one each.
 */
const createBoard = () => {
  const scopes = new Map<string, Map<string, Map<string, Flight>>>();
  return {
    find: (scope: string, document: string, variablesText: string): Flight | undefined =>
      scopes.get(scope)?.get(document)?.get(variablesText),
    put(scope: string, document: string, variablesText: string, flight: Flight): void {
      let documents = scopes.get(scope);
      if (!documents) {
        documents = new Map();
        scopes.set(scope, documents);
      }
      const flights = documents.get(document);
      if (flights) flights.set(variablesText, flight);
      else documents.set(document, new Map([[variablesText, flight]]));
    },
    /** Leaves nothing behind: what is empty goes as well. */
    take(scope: string, document: string, variablesText: string, flight: Flight): void {
      const documents = scopes.get(scope);
      const flights = documents?.get(document);
      if (!documents || flights?.get(variablesText) !== flight) return;
      flights.delete(variablesText);
      if (flights.size === 0) documents.delete(document);
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
    const { signal, document } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    // whoever is told of a change must not be given what was read before it
    if (!isQuery(request)) return alone(request, board.clear);
    const variablesText = variablesTextOf(request);
    if (variablesText.includes('null') && holdsInfinite(request.variables)) return alone(request, noop);

    const scope = scopeOf(request.caller, request.authorization);
    const underWay = board.find(scope, document, variablesText);
    if (underWay) {
      if (underWay.request.operationName !== request.operationName) return alone(request, noop);
      guards.metrics.shared('fetch');
      return underWay.join(signal);
    }
    const flight = new Flight(guards, request, (landed) =>
      board.take(scope, document, variablesText, landed),
    );
    board.put(scope, document, variablesText, flight);
    return begin(flight, signal);
  };
};
