import { anonymous, type Caller, type Scope, scopes, service } from '@aqmrg/platform/caller.ts';
import { type ServiceName, servicePorts } from '@aqmrg/platform/config/schema.ts';
import { asParent, type Policy, policyOf } from '@aqmrg/platform/subgraph/access.ts';
import type { SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';

/* docs/reference/access.md, written from the rooms' access tables. */

type ObjectNode = ObjectTypeDefinitionNode;
type Definition = Pick<SubgraphDefinition, 'name' | 'schema' | 'access' | 'doors'>;

const roots = ['Query', 'Mutation', 'Subscription'];

const user: Caller = { ...anonymous, kind: 'user', id: 'u', role: 'AUTHENTICATED', organisation: 'o' };
const key = (scope: Scope): Caller => ({ ...user, kind: 'key', scopes: [scope] });

/** One caller of each kind, asked of every policy: the columns of the first table. */
const callers: readonly (readonly [string, Caller])[] = [
  ['Public', anonymous],
  ['Authenticated', { ...user, organisationRole: 'MEMBER' }],
  ['OWNER', { ...user, organisationRole: 'OWNER' }],
  ['Admin', { ...user, role: 'ADMIN' }],
  ...scopes.map((scope) => [`key (${scope})`, key(scope)] as const),
  ['services', service('a-room')],
];

const intro = `# Access: who may ask what

Written by \`npm run codegen\` from the access table of each subgraph (\`subgraphs/*/resolvers/access.ts\`); do not edit. The same tables refuse, and a
field that stands in none of them does not build. How it works: [how access works](../explanation/access.md).

## Roles

| who | how | |
|---|---|---|
| **Public** | sends no credential | reads what is public |
| **Authenticated** | an access token of an account | the same, and what belongs to their organisation |
| **Admin** | an access token of an account with the role ADMIN | everything that people may, in every organisation |
| **API key** | a key with one or more scopes: \`ingest\`, \`read\`, \`export\` | what its scopes name, for its organisation, within the networks that it is bound to; nothing that needs a person |
| **our own services** | gateways and rooms, among themselves | what Admins may, and what keeps the house together; no client can be one |

In an organisation a member is MEMBER or OWNER: an OWNER also invites, removes and revokes. Where it says **own**, the field answers for what belongs to the caller or their organisation and is refused, or empty, for
the rest; which that is, the subgraph's \`domain/\` decides. Foreign things are answered as if they did not exist, where their existence is not public.
`;

const doorsOf: Readonly<Record<string, string>> = {
  '/v1/readings': 'as `Mutation.reportReadings`',
  '/v1/health-series': 'as `Mutation.uploadHealthSeries`',
  '/v1/alerts/cap': 'Public: what rules raise that an Admin published',
  '/v1/alerts/confirm': 'whoever has the link of the email',
  '/v1/alerts/unsubscribe': 'whoever has the link of the email',
  '/v1/exports': 'whoever has the address of the file, which is made for one account',
  '/v1/archive': 'Public',
  ...Object.fromEntries(
    ['csv', 'ndjson', 'geojson', 'parquet', 'xlsx', 'aqcsv'].map((format) => [
      `/v1/readings.${format}`,
      'Public',
    ]),
  ),
  '/.well-known/jwks.json': 'Public',
};

const beside = (definitions: readonly Definition[]): string => {
  const doors = definitions.flatMap(({ name, doors }) =>
    doors.map((path) => {
      const who = Object.hasOwn(doorsOf, path) ? doorsOf[path] : undefined;
      if (who === undefined) throw new Error(`${name} opens ${path}: who may come in?`);
      return `| \`${path}\` | ${name} | ${who} |`;
    }),
  );
  return `## Beside the graph

| path | of | who |
|---|---|---|
${doors.join('\n')}
| \`/\`, and the explorer pages where \`EXPLORE\` is on | gateway | Public |
| \`/schema.graphql\` | gateway | Public where \`EXPLORE\` is on, as it is outside production unless it is set; else Authenticated or API key |
| \`/health\`, \`/ready\` | every port | Public |
| \`/metrics\` | every port | Admin, whoever has \`METRICS_TOKEN\`, or from the same machine without a proxy in between |
| \`/graphql\` of a room on its own port | every room | our own gateways, by a signed identity; 401 for anybody else |
`;
};

const objectsOf = ({ schema }: Definition): readonly ObjectNode[] =>
  parse(schema).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);

const policyIn = (definition: Definition, type: ObjectNode, field: FieldDefinitionNode): Policy => {
  const policy = policyOf(definition.access, type.name.value, field.name.value);
  if (policy === undefined) throw new Error(`${type.name.value}.${field.name.value}: who may ask it?`);
  return policy;
};

const isRoot = ({ name }: ObjectNode): boolean => roots.includes(name.value);

/** What a field is, without its bracket: that stands in the next column. */
const about = ({ description }: FieldDefinitionNode): string =>
  (description?.value ?? '')
    .replace(/\s*\[[^\]]*\]$/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|');

const rootTable = (definition: Definition, type: ObjectNode): string => {
  const rows = (type.fields ?? []).map(
    (field) => `| \`${field.name.value}\` | ${policyIn(definition, type, field).words} | ${about(field)} |`,
  );
  return `| ${type.name.value} | who may ask | |\n|---|---|---|\n${rows.join('\n')}\n`;
};

const namesOf = (fields: readonly FieldDefinitionNode[]): string =>
  fields.map(({ name }) => `\`${name.value}\``).join(', ');

/** The fields of types with policies of their own, one line for each policy; the others in one line together. */
const typeTable = (definition: Definition, types: readonly ObjectNode[]): string => {
  const rows: string[] = [];
  const asBefore: string[] = [];
  for (const type of types) {
    const groups = Map.groupBy(type.fields ?? [], (field) => policyIn(definition, type, field));
    if (groups.size === 1 && groups.has(asParent)) asBefore.push(`\`${type.name.value}\``);
    else
      for (const [{ words }, fields] of groups)
        rows.push(`| \`${type.name.value}\` | ${words} | ${namesOf(fields)} |`);
  }
  const table = rows.length > 0 ? `| type | who may ask | fields |\n|---|---|---|\n${rows.join('\n')}\n` : '';
  const rest =
    asBefore.length > 0 ? `As the field that they were reached through: ${asBefore.join(', ')}.\n` : '';
  return [table, rest].filter((part) => part !== '').join('\n');
};

const section = (definition: Definition): string => {
  const types = objectsOf(definition);
  const port = servicePorts[definition.name as ServiceName];
  const tables = [
    ...types.filter(isRoot).map((type) => rootTable(definition, type)),
    typeTable(
      definition,
      types.filter((type) => !isRoot(type)),
    ),
  ];
  return `## ${definition.name} :${port}\n\n${tables.filter((table) => table !== '').join('\n')}`;
};

const policyTable = (definitions: readonly Definition[]): string => {
  const policies = new Map<string, Policy>();
  for (const definition of definitions)
    for (const type of objectsOf(definition))
      for (const field of type.fields ?? []) {
        const policy = policyIn(definition, type, field);
        if (policy !== asParent) policies.set(policy.words, policy);
      }
  const rows = [...policies.values()]
    .sort(
      (a, b) =>
        callers.filter(([, one]) => b.allows(one)).length - callers.filter(([, one]) => a.allows(one)).length,
    )
    .map(
      ({ words, allows }) =>
        `| ${words} | ${callers.map(([, one]) => (allows(one) ? 'yes' : '–')).join(' | ')} |`,
    );
  return `## What the words mean

| | ${callers.map(([who]) => who).join(' | ')} |
|---|${callers.map(() => '---|').join('')}
${rows.join('\n')}
`;
};

export const accessPage = (definitions: readonly Definition[]): string =>
  [intro, policyTable(definitions), beside(definitions), ...definitions.map(section)].join('\n');
