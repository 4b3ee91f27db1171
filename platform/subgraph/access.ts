import { createRequire } from 'node:module';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type * as Middleware from 'graphql-middleware';
import type * as Shield from 'graphql-shield';
import { type Caller, hasRole, type Scope } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

// Its ES module reads util.isUndefined, which Node 24 no longer has; the CommonJS build does not. `chain` and `race` are
// broken there and deny everything.
const require = createRequire(import.meta.url);
const { shield, rule } = require('graphql-shield') as typeof Shield;
const { applyMiddleware, middleware } = require('graphql-middleware') as typeof Middleware;

/** Who may ask a field. One object says it to the code that refuses, to the table in the docs and to the gateway. */
export interface Policy {
  /** As the table and the schema's descriptions have it: `Admin`, `Authenticated, own`. */
  readonly words: string;
  readonly allows: (caller: Caller) => boolean;
  /** Whether all who may ask are answered the same: the gateway then lets them share one answer. */
  readonly isSameForAll: boolean;
}

/**
 * Who may ask each field. Fields of root types and of entities are named one by one; another type may have one policy for all
 * of its fields. What is not named is refused when the schema is built.
 */
export type AccessTable = Readonly<Record<string, Policy | Readonly<Record<string, Policy>>>>;

const policy = (words: string, allows: Policy['allows'], isSameForAll = false): Policy => ({
  words,
  allows,
  isSameForAll,
});

const isSignedIn = (caller: Caller): boolean => caller.kind !== 'key' && hasRole(caller, 'AUTHENTICATED');

/** Everybody, and all are told the same. */
export const everyone = policy('Public', () => true, true);
/** Everybody, but what they are told depends on who asks. */
export const everyoneTheirOwn = policy('Public, own', () => true);
/** Reached through another field alone, whose policy holds. */
export const asParent = policy('as the field before it', () => true, true);
const openToAll: ReadonlySet<Policy> = new Set([everyone, everyoneTheirOwn, asParent]);
/** People with an account. */
export const signedIn = policy('Authenticated', isSignedIn);
/** People with an account, of what belongs to them or their organisation: which is that, the domain decides. */
export const own = policy('Authenticated, own', isSignedIn);
/** Owners of an organisation, of what belongs to it; Admins of any. */
export const ownAsOwner = policy(
  'Authenticated, own, as OWNER',
  (caller) => isSignedIn(caller) && (caller.organisationRole === 'OWNER' || hasRole(caller, 'ADMIN')),
);
export const admin = policy('Admin', (caller) => isSignedIn(caller) && hasRole(caller, 'ADMIN'));
/** Our own rooms and gateways. */
export const services = policy('our own services', ({ kind }) => kind === 'service');
/** People with an account and keys that were made for it, of what belongs to them. */
export const withScope = (scope: Scope): Policy =>
  policy(
    `Authenticated or API key (${scope}), own`,
    (caller) => isSignedIn(caller) || (caller.kind === 'key' && caller.scopes.includes(scope)),
  );

/** The same policy for several fields, or types. */
export const each = (policy: Policy, names: string): Readonly<Record<string, Policy>> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, policy]));

const refusal = (_error: unknown, _parent: unknown, _args: unknown, { caller }: { caller: Caller }): Error =>
  caller.kind === 'anonymous'
    ? new AirError('UNAUTHENTICATED', 'This needs a token.')
    : new AirError('FORBIDDEN', 'Your role does not allow this.');

/** Federation's own: the gateway asks them on everybody's behalf, and entity fields carry their own policies. */
const federationFields = new Set(['Query._service', 'Query._entities']);
/** Of schema/shared.graphql: it tells nothing of its own. */
const shared = 'PageInfo';
const isOurs = ({ name }: GraphQLObjectType): boolean =>
  !name.startsWith('__') && name !== '_Service' && name !== shared;

const isRoot = (schema: GraphQLSchema, type: GraphQLObjectType): boolean =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
const isEntity = ({ astNode, extensionASTNodes }: GraphQLObjectType): boolean =>
  [astNode, ...extensionASTNodes].some((node) => node?.directives?.some(({ name }) => name.value === 'key'));

const isPolicy = (entry: AccessTable[string]): entry is Policy => typeof entry.allows === 'function';

/** What a table says of a field; undefined where it says nothing. */
export const policyOf = (table: AccessTable, type: string, field: string): Policy | undefined => {
  const entry = Object.hasOwn(table, type) ? table[type] : undefined;
  if (entry === undefined || isPolicy(entry)) return entry;
  return Object.hasOwn(entry, field) ? entry[field] : undefined;
};

/** The policy of each field, or every reason why the table does not fit the schema. */
export const policiesOf = (
  schema: GraphQLSchema,
  table: AccessTable,
): ReadonlyMap<string, ReadonlyMap<string, Policy>> => {
  const faults: string[] = [];
  const policies = new Map<string, ReadonlyMap<string, Policy>>();
  const types = Object.values(schema.getTypeMap()).filter(isObjectType).filter(isOurs);
  for (const type of types) {
    const names = Object.keys(type.getFields()).filter(
      (name) => !federationFields.has(`${type.name}.${name}`),
    );
    if (names.length === 0) continue;
    const entry = Object.hasOwn(table, type.name) ? table[type.name] : undefined;
    const mustBeNamed = isRoot(schema, type) || isEntity(type);
    if (entry === undefined) {
      faults.push(`${type.name}: who may read it?`);
    } else if (isPolicy(entry)) {
      if (mustBeNamed) faults.push(`${type.name}: name each field`);
      policies.set(type.name, new Map(names.map((name) => [name, entry])));
    } else {
      for (const name of names)
        if (!Object.hasOwn(entry, name)) faults.push(`${type.name}.${name}: who may ask it?`);
      for (const name of Object.keys(entry))
        if (!names.includes(name)) faults.push(`${type.name}.${name}: there is no such field`);
      for (const [name, policy] of Object.entries(entry))
        if (mustBeNamed && policy === asParent)
          faults.push(`${type.name}.${name}: no field stands before it`);
      policies.set(type.name, new Map(Object.entries(entry)));
    }
  }
  for (const name of Object.keys(table))
    if (!types.some((type) => type.name === name)) faults.push(`${name}: there is no such type`);
  if (faults.length > 0)
    throw new Error(`The access table does not fit the schema:\n  ${faults.join('\n  ')}`);
  return policies;
};

/** Wraps the fields that are not for everybody with their policy; the others stay untouched and fast. */
export const withAccess = (schema: GraphQLSchema, table: AccessTable): GraphQLSchema => {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    // A rule guards `resolve` where there is one, and would let the stream start before it denies.
    if (field.resolve) throw new Error(`Subscription.${field.name} must not have a resolve function.`);
  }
  const rules: Record<string, Record<string, ReturnType<ReturnType<typeof rule>>>> = {};
  for (const [type, fields] of policiesOf(schema, table)) {
    for (const [name, policy] of fields) {
      if (openToAll.has(policy)) continue;
      const { words, allows } = policy;
      rules[type] ??= {};
      rules[type][name] = rule(`${type}.${name}: ${words}`)(
        (_parent: unknown, _args: unknown, { caller }: { readonly caller: Caller }) => allows(caller),
      );
    }
  }
  if (Object.keys(rules).length === 0) return schema;
  const guard = shield(rules, { allowExternalErrors: true, fallbackError: refusal as never });
  const guarded = middleware((whole: GraphQLSchema) => {
    const generated = guard.generate(whole) as Record<string, Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(rules).map(([type, fields]) => [
        type,
        Object.fromEntries(Object.keys(fields).map((name) => [name, generated[type]?.[name]])),
      ]),
    ) as never;
  });
  return applyMiddleware(schema, guarded);
};
