import { setImmediate } from 'node:timers/promises';
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Log } from '../log.ts';
import type { MarkedEvent } from './live.ts';

type Answer = ExecutionResult | Promise<ExecutionResult>;
type Step = IteratorResult<ExecutionResult, undefined>;

const over: Step = Object.freeze({ done: true, value: undefined });

const isConditional = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name }) => name.value === 'skip' || name.value === 'include');

/** The one field that a valid subscription asks for; undefined where a condition stands before it. */
export const subscribedField = (
  document: DocumentNode,
  { selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>,
): string | undefined => {
  const [selection] = selectionSet.selections;
  if (selection === undefined || isConditional(selection)) return undefined;
  if (selection.kind === Kind.FIELD) return selection.name.value;
  const within =
    selection.kind === Kind.INLINE_FRAGMENT
      ? selection
      : document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
        );
  return subscribedField(document, within as FragmentDefinitionNode);
};

export interface EventAnswering<Context> {
  /** The subscription field. */
  readonly field: string;
  /** A new one for each event: a subscription lives for hours, and what a context keeps is true for a moment. */
  readonly contextOf: () => Context;
  /** Whether this event may be sent; what throws denies. */
  readonly allows: (event: unknown, context: Context) => boolean;
  /** Whether the mark of where the stream starts is wanted. */
  readonly wantsStart: boolean;
  readonly execute: (rootValue: unknown, context: Context) => Answer;
  readonly log: Log;
}

/** What becomes of one event of a room: its answer with its mark, or nothing where it is not for this caller. */
export const answerEvents = <Context>(answering: EventAnswering<Context>) => {
  const { field, contextOf, allows, wantsStart, execute, log } = answering;
  const isAllowed = (event: unknown, context: Context): boolean => {
    try {
      return allows(event, context);
    } catch (error) {
      log.error({ err: error, field }, 'the rule for an event failed, and the event was left out');
      return false;
    }
  };
  return (root: unknown): Answer | undefined => {
    const marked = root as MarkedEvent | null | undefined;
    const live = marked?.live;
    const event = marked?.[field];
    if (event === undefined && live !== undefined) return wantsStart ? { extensions: { live } } : undefined;
    const context = contextOf();
    if (!isAllowed(event, context)) return undefined;
    const answer = execute(root, context);
    if (live === undefined) return answer;
    const withMark = (result: ExecutionResult): ExecutionResult => ({ ...result, extensions: { live } });
    return answer instanceof Promise ? answer.then(withMark) : withMark(answer);
  };
};

/** With so many events left out in a row, others get a turn: a replay that is nobody's is read without any wait. */
const mostInARow = 500;

/**
 * A stream of answers. `return()` reaches the source at once, also while `next()` waits; an async generator would keep it waiting.
 */
export const mapStream = (
  source: AsyncIterator<unknown, unknown>,
  answerOf: (event: unknown) => Answer | undefined,
): AsyncIterableIterator<ExecutionResult, undefined> => {
  const stream: AsyncIterableIterator<ExecutionResult, undefined> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      for (let leftOut = 1; ; leftOut += 1) {
        const { done, value } = await source.next();
        if (done) return over;
        const answer = answerOf(value);
        if (answer !== undefined) return { done: false, value: await answer };
        if (leftOut % mostInARow === 0) await setImmediate();
      }
    },
    async return() {
      await source.return?.();
      return over;
    },
  };
  return stream;
};
