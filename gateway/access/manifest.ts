import { createHash } from 'node:crypto';
import { ConfigError } from '@aqmrg/platform/config/read.ts';
import { type DocumentNode, Kind, parse } from 'graphql';
import { z } from 'zod';

/** One entry of Apollo's persisted query manifest. */
export interface TrustedDocument {
  readonly id: string;
  /** The operation's name. */
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly body: string;
}

const text = z.string({ error: 'is no text' }).min(1, { error: 'is empty' });
const entry = z.object({
  id: text,
  name: text,
  type: z.enum(['query', 'mutation', 'subscription'], { error: 'is not query, mutation or subscription' }),
  body: text,
});
const format = 'apollo-persisted-query-manifest';
const manifest = z.object(
  {
    format: z.literal(format, { error: `is not "${format}"` }),
    version: z.literal(1, { error: 'is not 1' }),
    operations: z.array(entry, { error: 'is no list' }),
  },
  { error: 'is no object' },
);

const sha256 = /^[0-9a-f]{64}$/;

/** Why an entry cannot be served, if so. Ids may be of any kind, but one that looks like a hash of the body must be it. */
const faultOf = ({ id, name, type, body }: TrustedDocument): string | undefined => {
  let document: DocumentNode;
  try {
    document = parse(body, { noLocation: true });
  } catch (error) {
    return `body: ${(error as Error).message}`;
  }
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION)
    return 'body: holds no operation, or several';
  if (operation.name?.value !== name) return `name: the operation of the body is ${operation.name?.value}`;
  if (operation.operation !== type) return `type: the operation of the body is a ${operation.operation}`;
  if (sha256.test(id) && createHash('sha256').update(body).digest('hex') !== id)
    return 'id: looks like a SHA-256, and is not that of the body';
  return undefined;
};

const placed = (operations: unknown, path: readonly PropertyKey[]): string => {
  const [first, index, ...rest] = path;
  if (first !== 'operations' || typeof index !== 'number') return path.join('.');
  const { name } = (operations as { name?: unknown }[])[index] ?? {};
  const called = typeof name === 'string' ? ` (${name})` : '';
  return [`operations.${index}${called}`, ...rest.map(String)].join(': ');
};

/** Reads a persisted query manifest, or throws a ConfigError with every entry at fault and why. `source` names it there. */
export const readManifest = (source: string, json: string): readonly TrustedDocument[] => {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    throw new ConfigError([`${source}: is no JSON`]);
  }
  const result = manifest.safeParse(content);
  if (!result.success) {
    const { operations } = (content ?? {}) as { operations?: unknown };
    throw new ConfigError(
      result.error.issues.map(({ path, message }) =>
        [`${source}`, placed(operations, path), message].filter(Boolean).join(': '),
      ),
    );
  }
  const { operations } = result.data;
  const seen = new Set<string>();
  const problems = operations.flatMap((operation, index) => {
    const twice = seen.has(operation.id) ? 'id: stands twice' : undefined;
    seen.add(operation.id);
    const fault = twice ?? faultOf(operation);
    return fault === undefined ? [] : [`${source}: operations.${index} (${operation.name}): ${fault}`];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return operations;
};
