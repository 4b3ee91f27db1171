import { createRequire } from 'node:module';
import type { GraphQLSchema } from 'graphql';
import type * as Middleware from 'graphql-middleware';
import type * as Shield from 'graphql-shield';
import { type Caller, hasRole } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

// Its ES module reads util.isUndefined, which Node 24 no longer has; the CommonJS build does not. `chain` and `race` are
// broken there and deny everything: compose with `and`, `or` and `not`.
const require = createRequire(import.meta.url);
const { shield, rule, and, or, not } = require('graphql-shield') as typeof Shield;
const { applyMiddleware, middleware } = require('graphql-middleware') as typeof Middleware;

export { and, not, or };

type Rule = ReturnType<ReturnType<typeof rule>> | ReturnType<typeof and>;

/** Rules by type and field. A root field without a rule is denied; other types are open where nothing is said. */
export type AccessRules = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

const whenCaller = (name: string, allows: (caller: Caller) => boolean): Rule =>
  rule(name)((_parent: unknown, _args: unknown, { caller }: { readonly caller: Caller }) => allows(caller));

export const isPublic = whenCaller('isPublic', () => true);
export const isAdmin = whenCaller('isAdmin', (caller) => hasRole(caller, 'ADMIN'));
export const hasScope = (scope: string): Rule =>
  whenCaller(`hasScope:${scope}`, (caller) => caller.scopes.includes(scope));
const nobody = whenCaller('nobody', () => false);

const refusal = (_error: unknown, _parent: unknown, _args: unknown, { caller }: { caller: Caller }): Error =>
  caller.kind === 'anonymous'
    ? new AirError('UNAUTHENTICATED', 'This needs a token.')
    : new AirError('FORBIDDEN', 'Your role does not allow this.');

const rootTypes = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? [type.name] : [],
  );

/** Federation's own fields: the gateway asks them on everybody's behalf, and entity fields carry their own rules. */
const federationFields = { _service: isPublic, _entities: isPublic };

/** Wraps root fields, and the fields that have a rule, with that rule; everything else stays untouched and fast. */
export const withAccess = (schema: GraphQLSchema, rules: AccessRules): GraphQLSchema => {
  const subscriptions = schema.getSubscriptionType()?.getFields() ?? {};
  for (const field of Object.values(subscriptions)) {
    // A rule guards `resolve` where there is one, and would let the stream start before it denies.
    if (field.resolve) throw new Error(`Subscription.${field.name} must not have a resolve function.`);
  }
  const queryFields = schema.getQueryType()?.getFields() ?? {};
  const federation = Object.fromEntries(
    Object.entries(federationFields).filter(([name]) => Object.hasOwn(queryFields, name)),
  );
  const tree: Record<string, Record<string, Rule>> = { ...rules };
  for (const root of rootTypes(schema)) {
    tree[root] = { '*': nobody, ...(root === 'Query' ? federation : {}), ...rules[root] };
  }
  const guard = shield(tree, { allowExternalErrors: true, fallbackError: refusal as never });
  const guarded = middleware((whole: GraphQLSchema) =>
    Object.fromEntries(Object.entries(guard.generate(whole)).filter(([type]) => Object.hasOwn(tree, type))),
  );
  return applyMiddleware(schema, guarded);
};
