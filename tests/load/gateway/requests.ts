import { isDeepStrictEqual } from 'node:util';
import { expectedAnswer, networkName } from './air.ts';
import type { HttpAnswer } from './connection.ts';
import { query } from './graph.ts';

/** By which method a gateway is asked. Our hot path leaves GET to Apollo Server. */
export type Method = 'GET' | 'POST';

/** The bytes of the request for the network with this number. */
export const requestFor = (network: number, method: Method, authorization?: string): Buffer => {
  const variables = { network: networkName(network) };
  const shared = [
    'host: 127.0.0.1',
    'accept: application/json',
    ...(authorization === undefined ? [] : [`authorization: ${authorization}`]),
  ];
  if (method === 'GET') {
    const search = new URLSearchParams({ query, operationName: 'Air', variables: JSON.stringify(variables) });
    return Buffer.from([`GET /graphql?${search} HTTP/1.1`, ...shared, '', ''].join('\r\n'));
  }
  const body = JSON.stringify({ query, operationName: 'Air', variables });
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return Buffer.from(
    ['POST /graphql HTTP/1.1', ...shared, 'content-type: application/json', length, '', body].join('\r\n'),
  );
};

/** Tells right answers from wrong ones. The bytes of each right answer are kept, so that all of a run can be compared. */
export const createJudge = () => {
  const right = new Map<number, Buffer>();
  return (network: number, { status, body }: HttpAnswer): void => {
    if (status === 200 && right.get(network)?.equals(body)) return;
    const text = body.toString();
    const { data, errors } = (status === 200 ? JSON.parse(text) : {}) as { data?: unknown; errors?: unknown };
    if (errors !== undefined || !isDeepStrictEqual({ data }, expectedAnswer(networkName(network))))
      throw new Error(`a wrong answer for ${networkName(network)}: ${status} ${text.slice(0, 400)}`);
    right.set(network, Buffer.from(body));
  };
};
