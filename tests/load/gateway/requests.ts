import { isDeepStrictEqual } from 'node:util';
import { expectedAnswer, networkName } from './air.ts';
import type { HttpAnswer } from './connection.ts';
import { query } from './graph.ts';

/** What is added to the body of a request: some gateways are to be led another way. */
export type Extra = Readonly<Record<string, unknown>>;

/** The bytes of the request for the network with this number. */
export const requestFor = (network: number, extra: Extra): Buffer => {
  const variables = { network: networkName(network) };
  const body = JSON.stringify({ query, operationName: 'Air', variables, ...extra });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
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
