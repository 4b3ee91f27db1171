import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { AuthContext } from '../context.ts';
import type { Account } from '../domain/account.ts';
import type { AuditEntry } from '../domain/audit-chain.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

export interface UserConnection extends Page<Account> {
  /** Asked only where the client asks. */
  readonly total: () => Promise<number>;
}
export type AuditConnection = Page<AuditEntry>;

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const sizes = { usual: 50, largest: 500 };

/** Reads one row more than was asked for, to learn whether a page follows. */
export const readPage = async <T, P>(
  { first, after }: PageArguments,
  placeOf: (cursor: string) => P,
  read: (first: number, after: P | null) => Promise<readonly T[]>,
): Promise<Page<T>> => {
  const size = pageSize(first, sizes);
  const rows = await read(size + 1, after === null || after === undefined ? null : placeOf(after));
  return { items: rows.slice(0, size), hasNextPage: rows.length > size };
};

const fieldsOf = <T>(cursorOf: (row: T, context: AuthContext) => string) => ({
  connection: {
    edges: ({ items }: Page<T>) => [...items],
    nodes: ({ items }: Page<T>) => [...items],
    pageInfo({ items, hasNextPage }: Page<T>, _args: unknown, context: AuthContext) {
      const last = items.at(-1);
      return { hasNextPage, endCursor: last === undefined ? null : cursorOf(last, context) };
    },
  },
  edge: {
    cursor: (row: T, _args: unknown, context: AuthContext) => cursorOf(row, context),
    node: (row: T) => row,
  },
});

const users = fieldsOf<Account>(({ email }, { cursors }) => cursors.users.write(email));
const entries = fieldsOf<AuditEntry>(({ number }, { cursors }) => cursors.audit.write(number));

export const connectionResolvers = {
  UserConnection: { ...users.connection, totalCount: ({ total }: UserConnection) => total() },
  UserEdge: users.edge,
  AuditConnection: entries.connection,
  AuditEdge: entries.edge,
};
