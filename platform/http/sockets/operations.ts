import { randomUUID } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationTypeNode,
  parse,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { limitKeyOf } from '../../access/rate-limit-key.ts';
import { AirError } from '../../errors/air-error.ts';
import { boundedCache } from '../../subgraph/bounded-cache.ts';
import type { GraphRequest } from '../../subgraph/link.ts';
import { readWishes } from './live-wishes.ts';
import type { ProtocolOptions } from './options.ts';
import { createQuota } from './quota.ts';
import type { Session } from './session.ts';

type Kind = `${OperationTypeNode}`;

/** An operation that may run: what graphql-ws wants to know of it, and the request that the handlers answer. */
export interface Admitted extends ExecutionArgs {
  readonly request: GraphRequest;
}

/** graphql-ws asks a document for its kind alone; the client's own, kept by each subscription, would take more memory than its socket. */
const ofKind = (kind: Kind): Omit<Admitted, 'request'> => ({
  schema: undefined as unknown as GraphQLSchema,
  document: parse(`${kind} { it }`, { noLocation: true }),
});
const told: Readonly<Record<Kind, Omit<Admitted, 'request'>>> = {
  query: ofKind('query'),
  mutation: ofKind('mutation'),
  subscription: ofKind('subscription'),
};

const parseWithin = (text: string): DocumentNode => parse(text, { maxTokens: 20_000 });

/** Tells what kind of operation a text holds, parsing each text once while it is asked again and again. */
const createKinds = (read: (text: string) => DocumentNode) => {
  const known = boundedCache<Kind>(1_000, { weigh: (key) => key.length, maxWeight: 2_000_000 });
  return (text: string, operationName: string | undefined): Kind =>
    known.get(`${operationName ?? ''}\n${text}`, () => {
      const operation = getOperationAST(read(text), operationName);
      if (operation) return operation.operation;
      throw new GraphQLError('Unable to identify operation', {
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      });
    });
};

const tooMany = (message: string, limit: number): AirError =>
  new AirError('TOO_MANY_SUBSCRIPTIONS', message, { exceeded: { limit, measured: limit + 1 } });

/** Reads what clients subscribe to, and counts what each has open. */
export const createOperations = (options: ProtocolOptions) => {
  const { maxOperations, maxSubscriptionsPerCaller } = options;
  const kindOf = createKinds(options.parse ?? parseWithin);
  const subscriptions = createQuota(maxSubscriptionsPerCaller);

  /** Throws what the client is told. What was admitted has to be released, once. */
  const admit = (session: Session, payload: SubscribePayload): Admitted => {
    const { grant, from } = session;
    if (!grant) throw new Error('subscribed before the connection was acknowledged');
    if (session.operations >= maxOperations)
      throw tooMany(`This socket has ${maxOperations} operations open.`, maxOperations);
    const document = options.document?.(payload) ?? payload.query;
    const operationName = payload.operationName || undefined;
    const kind = kindOf(document, operationName);
    const live = readWishes(payload.extensions);
    const { caller } = grant;
    const owner = kind === 'subscription' ? limitKeyOf(caller, from) : undefined;
    if (owner !== undefined && !subscriptions.take(owner))
      throw tooMany(
        `${maxSubscriptionsPerCaller} subscriptions of yours are open.`,
        maxSubscriptionsPerCaller,
      );
    session.operations += 1;
    session.begun = { owner };
    return {
      ...told[kind],
      request: {
        document,
        ...(operationName === undefined ? {} : { operationName }),
        variables: payload.variables ?? {},
        kind,
        caller,
        from,
        ...(kind === 'subscription' ? { live } : {}),
        requestId: randomUUID(),
        signal: session.signal(),
      },
    };
  };

  const release = (session: Session, { owner }: NonNullable<Session['begun']>): void => {
    session.operations -= 1;
    if (owner !== undefined) subscriptions.release(owner);
  };

  return { admit, release };
};
