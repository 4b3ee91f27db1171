import { type Edge, questionOf } from './asking.ts';
import { type Tenant, tenants, type Who } from './callers.ts';
import { expected, isAbove, isAsExpected, isTold } from './expected.ts';
import type { Asked } from './fields.ts';
import { type Answered, judge } from './judge.ts';
import { guardedFrom, rowsOf } from './rows.ts';
import { nobodys } from './subjects.ts';
import type { World } from './world.ts';

export interface Case {
  readonly who: Who;
  readonly edge: Edge;
  readonly whose: Tenant;
}

/** Whoever reported a reading is named with it; readings are public. */
const withoutReporters = (text: string): string => text.replaceAll(/"reportedBy":"[^"]*"/g, '');

const withoutIds = (text: string, ids: readonly string[]): string =>
  ids.reduce((rest, id) => rest.replaceAll(id, '…'), text).replaceAll(/"requestId":"[^"]*"/g, '');

/** Sensors, sites and networks are public: that one is another's is no secret. */
const isOfPublicThing = ({ at, type }: Asked): boolean =>
  at === 'Mutation.reportReadings' || !['Query', 'Mutation'].includes(type.name);

export const createMatrix = (world: World) => {
  const ask = async (
    who: Who,
    edge: Edge,
    room: string,
    document: string,
  ): Promise<Answered & { readonly text: string }> => {
    const { house } = world;
    const credential = edge === 'gateway' ? who.credential : house.asGateway(room, who.caller);
    if (credential === undefined) throw new Error(`${who.name} does not come to the gateway.`);
    const response = await fetch(`${edge === 'gateway' ? house.url : house.roomUrl(room)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await credential()) },
      body: JSON.stringify({ query: document }),
    });
    const text = await response.text();
    return { status: response.status, ...JSON.parse(text), text };
  };

  /** What of others stands in an answer that was not sent with the question. */
  const leaked = (
    who: Who,
    { at, room }: Asked,
    text: string,
    sent: readonly string[],
  ): readonly string[] => {
    const others = tenants.filter((one) => one !== who.tenant);
    const foreign = isAbove(who) ? [] : others.flatMap(world.secretsOf);
    const strangers = room === 'alerts' && !isTold(who) ? tenants : others;
    const members = (isAbove(who) ? tenants : strangers).flatMap(world.membersSecretsOf);
    const isPlain = who.tenant !== null && who.caller.organisationRole !== 'OWNER';
    const owners = isPlain ? world.ownersSecretsOf(who.tenant) : [];
    // where others are signed in is for nobody else; that they signed in is for Admins, who read the audit log
    const sessions =
      isAbove(who) && at === 'Query.auditLog'
        ? []
        : [...world.sessionsOf].filter(([name]) => name !== who.name).flatMap(([, ids]) => ids);
    const shown = withoutReporters(text);
    return [...foreign, ...members, ...owners, ...sessions, ...world.sealed()].filter(
      (secret) => !sent.includes(secret) && shown.includes(secret),
    );
  };

  const casesOf = (asked: Asked): readonly Case[] =>
    world.everybody.flatMap((who) =>
      (['gateway', 'room'] as const)
        .filter((edge) => {
          if (edge === 'gateway') return who.credential !== undefined;
          if (who.isShutOut) return false;
          return (
            asked.type.name !== 'Mutation' || who.credential === undefined || !asked.policy.allows(who.caller)
          );
        })
        .flatMap((edge) => tenants.map((whose) => ({ who, edge, whose }))),
    );

  const wrongsOfOne = async (asked: Asked, { who, edge, whose }: Case): Promise<readonly string[]> => {
    const { written, document, path } = questionOf(asked, edge, await world.subjectOf(whose));
    const answer = await ask(who, edge, asked.room, document);
    if (asked.type.name === 'Mutation') world.lookAfter(asked.room, whose);
    const verdict = judge(answer, path);
    const wanted = expected(asked, who, whose, written);
    const wrong = leaked(who, asked, answer.text, written.ids).map((secret) => `learns ${secret}`);
    if (!isAsExpected(verdict, wanted, who)) wrong.push(`${JSON.stringify(verdict)} instead of ${wanted}`);
    if (wanted === 'hidden' && !isOfPublicThing(asked)) {
      const unknown = questionOf(asked, edge, nobodys());
      const nothing = await ask(who, edge, asked.room, unknown.document);
      const [theirs, nobody] = [
        withoutIds(answer.text, written.ids),
        withoutIds(nothing.text, unknown.written.ids),
      ];
      if (theirs !== nobody)
        wrong.push(`another's is told from nobody's: ${theirs.slice(0, 200)} ${nobody.slice(0, 200)}`);
    }
    return wrong.map((what) => `${who.name}, of tenant ${whose}, at the ${edge}: ${what}`);
  };

  /** Asks the field in every way, and says what did not come as it has to, and what changed of those who had no part in it. */
  const wrongsOf = async (asked: Asked, cases = casesOf(asked)): Promise<readonly string[]> => {
    const wrong: string[] = [];
    const guardOf = ({ who }: Case): readonly Tenant[] =>
      asked.type.name === 'Mutation' ? guardedFrom(who, asked) : [];
    const groups = [...Map.groupBy(cases, (one) => guardOf(one).join()).values()].map((those) => ({
      those,
      guarded: those[0] ? guardOf(those[0]) : [],
    }));
    // those who may change nothing come before those who may
    for (const { those, guarded } of groups.sort((one, other) => other.guarded.length - one.guarded.length)) {
      // whatever can be used once is made before, not by looking
      for (const tenant of tenants) await world.subjectOf(tenant);
      const rows = () => Promise.all(guarded.map((tenant) => rowsOf(world, tenant)));
      const before = await rows();
      for (const one of those) wrong.push(...(await wrongsOfOne(asked, one)));
      const names = [...new Set(those.map(({ who }) => who.name))];
      if ((await rows()).join() !== before.join())
        wrong.push(`${names.join(', or ')}: changed what is not theirs`);
    }
    return wrong;
  };

  return { ask, casesOf, wrongsOf };
};

export type Matrix = ReturnType<typeof createMatrix>;
