import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { GraphQLError } from 'graphql';
import { askerOf, type GatewayContext } from '../access/context.ts';
import { scopeOf } from '../access/scope.ts';
import type { Answer, Executor, Operation, Variables } from '../execution/operation.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';

interface Run {
  readonly answer: Promise<Answer>;
  isShared: boolean;
  readonly stop: AbortController;
  /** How many mutations had ended when it began. */
  readonly writes: number;
  waiting: number;
}

/** Mutations that ended here: whoever was answered by one must not be told what was read before it. */
interface Writes {
  ended: number;
}

/** Longer variables are as good as never the same twice. */
const maxKeyLength = 8_192;

const exact = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;

/** Numbers too large for JSON.parse are Infinity, which JSON.stringify writes as null: no other value does so. */
const textOf = (variables: Variables): string => {
  const text = JSON.stringify(variables);
  return text.includes('null') ? JSON.stringify(variables, exact) : text;
};

/** What two runs of one operation must have in common to have one answer; nothing where that cannot be told. */
export const shareKey = (variables: Variables, caller: Caller): string | undefined => {
  try {
    const text = textOf(variables);
    if (text.length > maxKeyLength) return undefined;
    // a JSON array, then a JSON object: each ends where it must
    return scopeOf(caller) + text;
  } catch {
    // nested deeper than can be written
    return undefined;
  }
};

/** What is told of a request that was given up: by the clock, or by its client, who will not hear it. */
const givenUp = (signal: AbortSignal): Answer => {
  const { reason } = signal;
  const cause =
    reason instanceof AirError
      ? reason
      : new AirError('DEADLINE_EXCEEDED', 'The client left.', { cause: reason });
  return {
    errors: [
      new GraphQLError(cause.message, {
        originalError: cause,
        extensions: { code: cause.code, http: { status: cause.status } },
      }),
    ],
  };
};

/** The answer, or what is told when the signal fires before it; `leave` is called in that case. */
const orGivenUp = (answer: Promise<Answer>, signal: AbortSignal, leave: () => void): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const give = (): void => {
      leave();
      resolve(givenUp(signal));
    };
    if (signal.aborted) return give();
    signal.addEventListener('abort', give, { once: true });
    const settled = (): void => signal.removeEventListener('abort', give);
    answer.then(
      (value) => {
        settled();
        resolve(value);
      },
      (error) => {
        settled();
        reject(error);
      },
    );
  });

/** Bytes are copied for nobody; a text is turned into bytes for each. */
const writtenOnce = (answer: Answer): Answer => {
  const { data, errors } = answer;
  if (data === undefined || errors.length > 0) return answer;
  let bytes: Buffer | undefined;
  return {
    ...answer,
    whole() {
      bytes ??= Buffer.from(`{"data":${data}}`);
      return bytes;
    },
  };
};

const sharing = (operation: Operation, writes: Writes, metrics: GatewayMetrics): Operation => {
  const { kind, name, document, by, isSameForAll } = operation;
  const underWay = new Map<string, Run>();
  const wrote = (): void => {
    writes.ended += 1;
  };

  const start = (key: string, variables: Variables, context: GatewayContext): Run => {
    const stop = new AbortController();
    const answer = operation.run(variables, { ...context, signal: stop.signal });
    const run: Run = {
      answer: answer.then((one) => (run.isShared ? writtenOnce(one) : one)),
      isShared: false,
      stop,
      writes: writes.ended,
      waiting: 0,
    };
    const over = (): void => forget(key, run);
    underWay.set(key, run);
    run.answer.then(over, over);
    return run;
  };
  const forget = (key: string, run: Run): void => {
    if (underWay.get(key) === run) underWay.delete(key);
  };

  return {
    kind,
    name,
    document,
    by,
    isSameForAll,
    run(variables, asked) {
      const context = isSameForAll ? { ...asked, ...askerOf(operation, asked) } : asked;
      const key = kind === 'query' ? shareKey(variables, context.caller) : undefined;
      if (key === undefined) {
        const answer = operation.run(variables, context);
        const done = kind === 'mutation' ? answer.finally(wrote) : answer;
        return orGivenUp(done, context.signal, () => undefined);
      }
      const found = underWay.get(key);
      const other = found?.writes === writes.ended ? found : undefined;
      if (other) {
        other.isShared = true;
        metrics.shared('operation');
      }
      const run = other ?? start(key, variables, context);
      run.waiting += 1;
      return orGivenUp(run.answer, context.signal, () => {
        run.waiting -= 1;
        if (run.waiting > 0) return;
        // whoever asks now begins anew rather than join what is being stopped
        forget(key, run);
        run.stop.abort(context.signal.reason);
      });
    },
  };
};

/**
 * An executor whose queries that are alike and under way at once (one operation, equal variables, one access scope) run once. What all
 * are told the same is asked in the scope of strangers, whoever asks.
 * A run is stopped when all who wait for it have left; each leaves at its own deadline.
 */
export const shareIdentical = (executor: Executor, metrics: GatewayMetrics): Executor => {
  const shared = new WeakMap<Operation, Operation>();
  const writes: Writes = { ended: 0 };
  const of = (operation: Operation): Operation => {
    const known = shared.get(operation);
    if (known) return known;
    const made = sharing(operation, writes, metrics);
    shared.set(operation, made);
    return made;
  };
  return {
    known(text, operationName) {
      const operation = executor.known(text, operationName);
      return operation && of(operation);
    },
    prepare: (text, operationName, document) => of(executor.prepare(text, operationName, document)),
  };
};
