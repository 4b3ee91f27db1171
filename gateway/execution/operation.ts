import type { DocumentNode, GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayContext } from '../access/context.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** What running an operation came to. */
export interface Answer {
  /** The `data` of the response as JSON text. Absent: it was refused before anything ran. */
  readonly data?: string;
  /** The whole response, written once for all who wait for it: there where several do, and nothing failed. */
  readonly whole?: (() => Buffer) | undefined;
  /** Not yet presented: addresses and causes are still inside. */
  readonly errors: readonly GraphQLError[];
}

/** One operation of one document, planned and compiled. It is run any number of times, side by side. */
export interface Operation {
  readonly kind: OperationTypeNode;
  readonly name: string | undefined;
  readonly document: DocumentNode;
  /** `compiled`, or `apollo` where the plan or the names hold something unusual. */
  readonly by: 'compiled' | 'apollo';
  /** It asks for nothing that depends on who asks; never so of a mutation. */
  readonly isSameForAll: boolean;
  /** Never rejects for what a subgraph or the variables did wrong: that is in `errors`. */
  run(variables: Variables, context: GatewayContext): Promise<Answer>;
}

/** The operations of one supergraph. */
export interface Executor {
  /** The operation that was prepared before for this text and name, if it is still kept. */
  known(text: string, operationName: string | undefined): Operation | undefined;
  /** Plans and compiles a document that was parsed and validated already; keeps it. */
  prepare(text: string, operationName: string | undefined, document: DocumentNode): Operation;
}
