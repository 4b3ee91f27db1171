import { setImmediate } from 'node:timers/promises';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import type { Fault } from '../kit/subgraph.ts';
import { type Draw, hash } from './draw.ts';

/** A fault with the words that tell it. */
export interface Told {
  readonly name: string;
  /** It breaks the shape of an answer, not only its values: Apollo's executor may then give up altogether. */
  readonly brutal: boolean;
  readonly fault: Fault | undefined;
}

const isEntities = (request: GraphRequest): boolean => request.variables?.representations !== undefined;

/** Changes to each value of an answer, by what it is about and never by when or how often it is asked. */
const changed = (
  answer: ExecutionResult,
  request: GraphRequest,
  seed: number,
  change: (value: unknown, at: number, key: string) => unknown,
): ExecutionResult => {
  const representations = (request.variables?.representations ?? []) as readonly unknown[];
  const walk = (value: unknown, about: readonly unknown[], key: string): unknown => {
    const at = hash(seed, about);
    const result = change(value, at, key);
    if (result !== value) return result;
    if (Array.isArray(value))
      return value.map((one, i) =>
        walk(one, key === '_entities' ? ['entity', sorted(representations[i])] : [...about, i], '[]'),
      );
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(
      ([name, one]) => [name, walk(one, [...about, name], name)] as const,
    );
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  };
  return { ...answer, data: walk(answer.data, [request.document.length], '') as never };
};

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, inner]) => [name, sorted(inner)])
    : value;

const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null;

const wrongLeaf = (value: unknown, at: number): unknown => {
  const others = [null, undefined, 7, 1.5, 'wrong', true, { wrong: 1 }, 'DUST', '', 1e300].filter(
    (one) => typeof one !== typeof value || one !== value,
  );
  return others[at % others.length];
};

/** Faults of one subgraph, or none. */
export const makeFault = (draw: Draw, names: readonly string[]): Told => {
  const place = draw.pick(names);
  const seed = draw.upTo(1_000_000);
  const onlyEntities = draw.chance(50);
  const here = (request: GraphRequest): boolean =>
    request.document !== '' && (!onlyEntities || isEntities(request));
  const share = draw.pick([5, 15, 40]);
  const hit = (at: number): boolean => (at >>> 4) % 100 < share;
  // which of two parallel requests is answered first decides what is merged into what
  const slow = draw.pick(['nobody', ...names]);
  const inTurn = async (from: string): Promise<void> => {
    if (from === slow) for (let turn = 0; turn < 8; turn += 1) await setImmediate();
  };
  const told = (name: string, fault: Fault, brutal = false): Told => ({
    name: `${name} at ${place}${onlyEntities ? ', entities only' : ''} (seed ${seed}, ${share} %, slow: ${slow})`,
    brutal,
    fault: async (request, answer, from) => {
      await inTurn(from);
      return from === place && here(request) ? fault(request, answer, from) : answer;
    },
  });
  switch (draw.upTo(11)) {
    case 0:
      return told('unavailable', () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:8002')));
    case 1:
      return told('errors without data', () => ({ data: null, errors: [{ message: 'no way' } as never] }));
    case 2:
      return told('errors beside data', (_, answer) => ({
        ...answer,
        errors: [...(answer.errors ?? []), { message: 'by the way', extensions: { code: 'STALE' } } as never],
      }));
    case 3:
      return told('one entity too few', (request, answer) =>
        isEntities(request) && answer.data
          ? { ...answer, data: { _entities: (answer.data._entities as unknown[]).slice(1) } }
          : answer,
      );
    case 4:
      return told('entities gone', (request, answer) =>
        changed(answer, request, seed, (value, at, key) =>
          key === '[]' && isEntities(request) && !isLeaf(value) && hit(at) ? null : value,
        ),
      );
    case 5:
    case 6:
      return told('wrong leaves', (request, answer) =>
        changed(answer, request, seed, (value, at, key) =>
          key !== '' && key !== '__typename' && !(key === '[]' && value === null) && isLeaf(value) && hit(at)
            ? wrongLeaf(value, at)
            : value,
        ),
      );
    case 7:
      return told('nulls anywhere', (request, answer) =>
        changed(answer, request, seed, (value, at, key) =>
          key !== '' && key !== '_entities' && hit(at) ? null : value,
        ),
      );
    case 8:
      return told(
        'wrong shapes',
        (request, answer) =>
          changed(answer, request, seed, (value, at, key) =>
            key !== '' && hit(at)
              ? [[], {}, 'wrong', [null], [[]], { __typename: 'Nobody' }, 3, false][at % 8]
              : value,
          ),
        true,
      );
    default:
      return told('no fault', (_, answer) => answer);
  }
};
