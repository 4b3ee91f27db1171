import { iso } from '../../support/builders.ts';
import { openConnection } from '../gateway/connection.ts';
import type { Contestant } from './houses.ts';

/** The first part of a round is not counted: connections open, pools grow. */
const rampMs = 500;
const dayMs = 86_400_000;

/** What is asked of one sensor; each request asks another one, so that nothing in flight is equal and nothing is shared. */
export interface Question {
  readonly key: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What an answer has to hold. */
  readonly mark: string;
}

export const questionsOf = (from: number): readonly Question[] => [
  {
    key: 'latest',
    query:
      'query Latest($id: ID!) { sensor(id: $id) { name status latest { quantity value unit quality periodEnd } } }',
    variables: {},
    mark: '"periodEnd":"',
  },
  {
    key: 'series',
    query:
      'query Series($id: ID!, $from: DateTime!, $to: DateTime!) { sensor(id: $id) { series(quantity: PM25, from: $from, to: $to, every: "PT1H") { starts columns coverage } } }',
    variables: { from: iso(from), to: iso(from + dayMs) },
    mark: '"starts":["',
  },
];

const requestOf = ({ query, variables }: Question, id: string): Buffer => {
  const body = JSON.stringify({ query, variables: { ...variables, id } });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: 127.0.0.1',
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from([...head, '', body].join('\r\n'));
};

export interface Answered {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From beginning to end. */
  readonly count: number;
}

/** Asks as fast as it is answered, over so many connections. Every answer is looked at. */
export const askFor = async (
  { port, name }: Contestant,
  question: Question,
  ids: readonly string[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Answered> => {
  const requests = ids.map((id) => requestOf(question, id));
  const countFrom = performance.now() + rampMs;
  const until = countFrom + seconds * 1_000;
  const times: number[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    const connection = await openConnection(port);
    while (performance.now() < until) {
      const request = requests[next % requests.length] as Buffer;
      next += 1;
      const began = performance.now();
      const { status, body } = await connection.send(request);
      const ended = performance.now();
      if (status !== 200 || body.includes('"errors"') || !body.includes(question.mark))
        throw new Error(`${name} answered ${status} ${body.toString().slice(0, 300)}`);
      if (ended >= countFrom && ended < until) times.push(ended - began);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, ask));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), count: next };
};
