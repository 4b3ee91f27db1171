import { composeRooms } from '@aqmrg/run/compose.ts';
import { buildSchema, getNamedType } from 'graphql';
import { argumentsOf, selectionOf } from './document.ts';
import { expected, isAbove, isAsExpected } from './expected.ts';
import type { Asked } from './fields.ts';
import { type Answered, judge } from './judge.ts';
import { nobodys, type Subject } from './subjects.ts';
import { type Tenant, tenants, type Who, type World } from './world.ts';

/** The gateway, with a client's credential; or the room itself, with an identity that only a gateway can sign. */
type Edge = 'gateway' | 'room';

export interface Case {
  readonly who: Who;
  readonly edge: Edge;
  readonly whose: Tenant;
}

const kindOfEntity = (type: string): 'sensor' | 'site' | 'network' => {
  if (type === 'Sensor' || type === 'Site' || type === 'Network')
    return type.toLowerCase() as 'sensor' | 'site' | 'network';
  throw new Error(`${type} is an entity: whose is it?`);
};

const api = buildSchema(composeRooms().apiSdl);
const levelsOf = ({ policy }: Asked): number => (policy.isSameForAll ? 1 : 4);

/** A document that asks one field for everything, and where its answer stands. */
const write = (asked: Asked, edge: Edge, subject: Subject) => {
  const { type, field, schema } = asked;
  const written = argumentsOf(asked, subject);
  const output = getNamedType(field.type).name;
  const whole = (edge === 'gateway' ? api : schema).getType(output);
  if (whole === undefined) throw new Error(`There is no ${output}.`);
  const call = `${field.name}${written.text} ${selectionOf(whole as never, levelsOf(asked))}`;
  if (type.name === 'Query' || type.name === 'Mutation')
    return { written, document: `${type.name.toLowerCase()} { ${call} }`, path: [field.name] };
  const id = subject[kindOfEntity(type.name)];
  const representation = `{ __typename: ${JSON.stringify(type.name)}, id: ${JSON.stringify(id)} }`;
  return {
    written,
    document: `{ _entities(representations: [${representation}]) { ... on ${type.name} { ${call} } } }`,
    path: ['_entities', 0, field.name],
  };
};

/** Whoever reported a reading is named with it; readings are public. */
const withoutReporters = (text: string): string => text.replaceAll(/"reportedBy":"[^"]*"/g, '');

const withoutIds = (text: string, ids: readonly string[]): string =>
  ids.reduce((rest, id) => rest.replaceAll(id, '…'), text).replaceAll(/"requestId":"[^"]*"/g, '');

const rootKinds = { Query: true, Mutation: true };

export const createMatrix = (world: World) => {
  const ask = async (
    who: Who,
    edge: Edge,
    room: string,
    document: string,
  ): Promise<Answered & { readonly text: string }> => {
    const { house } = world;
    const urls: Readonly<Record<string, string>> = {
      auth: house.authUrl,
      sensors: house.sensorsUrl,
      readings: house.readingsUrl,
    };
    const credential = edge === 'gateway' ? who.credential : house.asGateway(room, who.caller);
    if (credential === undefined) throw new Error(`${who.name} does not come to the gateway.`);
    const response = await fetch(`${edge === 'gateway' ? house.url : urls[room]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await credential()) },
      body: JSON.stringify({ query: document }),
    });
    const text = await response.text();
    return { status: response.status, ...JSON.parse(text), text };
  };

  /** What of others stands in an answer that was not sent with the question. */
  const leaked = (who: Who, { at }: Asked, text: string, sent: readonly string[]): readonly string[] => {
    const foreign = isAbove(who) ? [] : tenants.filter((one) => one !== who.tenant).flatMap(world.secretsOf);
    const isPlain = who.tenant !== null && who.caller.organisationRole !== 'OWNER';
    const owners = isPlain ? world.ownersSecretsOf(who.tenant) : [];
    // where others are signed in is for nobody else; that they signed in is for Admins, who read the audit log
    const sessions =
      isAbove(who) && at === 'Query.auditLog'
        ? []
        : [...world.sessionsOf].filter(([name]) => name !== who.name).flatMap(([, ids]) => ids);
    const shown = withoutReporters(text);
    return [...foreign, ...owners, ...sessions].filter(
      (secret) => !sent.includes(secret) && shown.includes(secret),
    );
  };

  const casesOf = (asked: Asked): readonly Case[] =>
    world.everybody.flatMap((who) =>
      (['gateway', 'room'] as const)
        .filter((edge) => {
          if (edge === 'gateway') return who.credential !== undefined && asked.type.name in rootKinds;
          return (
            asked.type.name !== 'Mutation' || who.credential === undefined || !asked.policy.allows(who.caller)
          );
        })
        .flatMap((edge) => tenants.map((whose) => ({ who, edge, whose }))),
    );
  /** Asks the field in every way, and says what did not come as it has to. */
  const wrongsOf = async (asked: Asked, cases = casesOf(asked)): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const { who, edge, whose } of cases) {
      const { written, document, path } = write(asked, edge, await world.subjectOf(whose));
      const answer = await ask(who, edge, asked.room, document);
      const verdict = judge(answer, path);
      const wanted = expected(asked, who, whose, written);
      const say = (what: string) => wrong.push(`${who.name}, of tenant ${whose}, at the ${edge}: ${what}`);
      if (!isAsExpected(verdict, wanted, who)) say(`${JSON.stringify(verdict)} instead of ${wanted}`);
      for (const secret of leaked(who, asked, answer.text, written.ids)) say(`learns ${secret}`);
      // sensors are public: that one is another's is no secret
      if (wanted === 'hidden' && !asked.at.endsWith('.reportReadings')) {
        const unknown = write(asked, edge, nobodys());
        const nothing = await ask(who, edge, asked.room, unknown.document);
        const [theirs, nobody] = [
          withoutIds(answer.text, written.ids),
          withoutIds(nothing.text, unknown.written.ids),
        ];
        if (theirs !== nobody)
          say(`another's is told from nobody's: ${theirs.slice(0, 200)} ${nobody.slice(0, 200)}`);
      }
    }
    return wrong;
  };

  return { ask, write, casesOf, wrongsOf };
};

export type Matrix = ReturnType<typeof createMatrix>;
