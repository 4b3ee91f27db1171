import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linked } from '../domain/audit-chain.ts';
import { monday, openGround } from '../testing/open-ground.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { addTwoOffices } from '../testing/people.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: TestRoom;
let people: Awaited<ReturnType<typeof addTwoOffices>>;
beforeAll(async () => {
  ground = await openGround();
  people = await addTwoOffices(ground.database);
  room = await openRoom(ground);
  const create = 'mutation ($id: ID!) { createOrganisation(input: { id: $id, name: "n" }) { __typename } }';
  for (let i = 0; i < 7; i += 1) await room.as(people.admin)(create, { id: `office-${i}` });
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

const list = `query ($filter: AuditFilter, $first: Int, $after: Cursor) { auditLog(filter: $filter, first: $first, after: $after) {
  edges { cursor node { number } } nodes { number at actor address action subject details hash } pageInfo { hasNextPage endCursor } } }`;
const ask = async (variables: Record<string, unknown>) => {
  const { data, errors } = await room.as(people.admin)(list, variables);
  expect(errors).toEqual([]);
  return data.auditLog;
};
const created = { filter: { action: 'organisation-created' } };

describe('the audit log in the graph', () => {
  it('tells who did what, from where, to what, newest first', async () => {
    const { nodes } = await ask({ ...created, first: 1 });
    expect(nodes).toEqual([
      {
        number: expect.any(Number),
        at: new Date(monday).toISOString(),
        actor: 'admin',
        address: '192.0.2.1',
        action: 'organisation-created',
        subject: 'office-6',
        details: '{"name":"n"}',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('is read page by page, each entry once, also while it grows', async () => {
    const subjects: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await ask({ ...created, first: 3, after });
      expect(page.edges.at(-1).cursor).toBe(page.pageInfo.endCursor);
      subjects.push(...page.nodes.map(({ subject }: { subject: string }) => subject));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
      await room.as(people.admin)(
        `mutation { createOrganisation(input: { id: "meanwhile-${subjects.length}", name: "n" }) { __typename } }`,
      );
    }
    expect(subjects).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `office-${i}`));
  });

  it('finds by actor, action and subject', async () => {
    expect((await ask({ filter: { subject: 'office-3' } })).nodes).toHaveLength(1);
    expect((await ask({ filter: { actor: 'nobody' } })).nodes).toEqual([]);
    expect((await ask({ filter: { actor: 'a\u0000' } })).nodes).toEqual([]);
  });

  it('is for Admins', async () => {
    for (const who of [people.accraOwner, people.stray]) {
      const { data, errors } = await room.as(who)(
        '{ auditLog { nodes { number } } auditIntegrity { head } }',
      );
      expect(data).toEqual({ auditLog: null, auditIntegrity: null });
      expect(errors.map((error: { extensions: { code: string } }) => error.extensions.code)).toEqual([
        'FORBIDDEN',
        'FORBIDDEN',
      ]);
    }
  });
});

describe('probe 53 in the graph: whether the audit log is whole', () => {
  const whole =
    '{ auditIntegrity { isIntact entries firstBroken head } auditLog(first: 1) { nodes { number hash } } }';

  it('is told with the head, and shows a forged entry', async () => {
    const { data } = await room.as(people.admin)(whole);
    const [newest] = data.auditLog.nodes;
    expect(data.auditIntegrity).toEqual({
      isIntact: true,
      entries: newest.number,
      firstBroken: null,
      head: newest.hash,
    });

    // behind the newest entry, with a hash of its own, but linked to nothing
    const forged = linked(
      { number: newest.number, hash: 'f'.repeat(64) },
      { actor: 'forger', action: 'role-changed' },
      monday,
    );
    await ground.database.client.auditEntry.create({ data: { ...forged, at: new Date(monday) } });
    const after = await room.as(people.admin)(whole);
    expect(after.data.auditIntegrity).toEqual({
      isIntact: false,
      entries: forged.number,
      firstBroken: forged.number,
      head: forged.hash,
    });
  });
});
