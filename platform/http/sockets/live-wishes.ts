import { z } from 'zod';
import { badInput } from '../../errors/air-error.ts';
import { type LiveWishes, slowPolicies } from '../../subgraph/live.ts';

const wishes = z.strictObject({
  whenSlow: z.enum(slowPolicies, { error: `Use one of ${slowPolicies.join(', ')}.` }).nullish(),
  start: z.boolean({ error: 'Use true or false.' }).nullish(),
});

/** What `extensions.live` of a request wishes; of other extensions it knows nothing. Throws BAD_INPUT with the field at fault. */
export const readWishes = (extensions: Readonly<Record<string, unknown>> | null | undefined): LiveWishes => {
  const given = extensions?.live;
  if (given === undefined || given === null) return {};
  const read = wishes.safeParse(given);
  if (read.success) {
    const { whenSlow, start } = read.data;
    return { ...(whenSlow ? { whenSlow } : {}), ...(start ? { start } : {}) };
  }
  const [issue] = read.error.issues;
  const path = issue?.code === 'unrecognized_keys' ? [issue.keys[0]] : (issue?.path ?? []);
  throw badInput(['extensions.live', ...path].join('.'), issue?.message ?? 'Send an object.');
};
