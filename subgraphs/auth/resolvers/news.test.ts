import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { type AccessNews, accessNews } from '@aqmrg/schema/events/access.ts';
import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGround } from '../testing/open-ground.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { addTwoOffices, callerOf } from '../testing/people.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: TestRoom;
let people: Awaited<ReturnType<typeof addTwoOffices>>;
beforeAll(async () => {
  ground = await openGround();
  people = await addTwoOffices(ground.database);
  room = await openRoom(ground);
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

const leaving = new AbortController();
const subscribe = (caller: Caller, signal = leaving.signal) =>
  room.link.subscribe({
    document: 'subscription { accessNews { text } }',
    caller,
    requestId: 'test',
    signal,
  });
const stream = async (caller: Caller, signal = leaving.signal) => {
  const answer = await subscribe(caller, signal);
  if (!(Symbol.asyncIterator in answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const nextOf = async (news: AsyncIterator<ExecutionResult>): Promise<AccessNews> => {
  const { value } = await news.next();
  return accessNews.parse(JSON.parse(value.data.accessNews.text));
};

describe('news of access in the graph', () => {
  it('are for our own services alone', async () => {
    for (const caller of [anonymous, callerOf(people.accraOwner), callerOf(people.admin)])
      expect(await subscribe(caller)).toMatchObject({ errors: [expect.anything()] });
  });

  it('begin with the keys that sign, and tell of a key within a moment of its making and of its end', async () => {
    const news = await stream(service('gateway'));
    const held: AccessNews[] = [];
    do held.push(await nextOf(news));
    while (!held.some((message) => message.kind === 'snapshot' && message.isLast));
    const kinds = held.flatMap((message) =>
      message.kind === 'beat' ? [] : message.facts.map(({ kind }) => kind),
    );
    expect(kinds).toContain('SigningKeys');

    const facts = async () => {
      for (;;) {
        const message = await nextOf(news);
        if (message.kind === 'facts') return message.facts;
      }
    };
    const create =
      'mutation { createApiKey(input: { name: "n", scopes: [READ] }) { ... on ApiKeyCreated { apiKey { id } } } }';
    const { data } = await room.as(people.accraMember)(create);
    const { id } = data.createApiKey.apiKey;
    expect(await facts()).toMatchObject([{ kind: 'KeyIssued', keyId: id }]);
    await room.as(people.accraMember)(`mutation { revokeApiKey(input: { id: "${id}" }) { __typename } }`);
    expect(await facts()).toMatchObject([{ kind: 'KeyRevoked', keyId: id }]);
    await news.return?.();
  });

  it('beat each second, and end at once when the gateway leaves', async () => {
    const leave = new AbortController();
    const news = await stream(service('gateway'), leave.signal);
    let message = await nextOf(news);
    while (message.kind !== 'beat') message = await nextOf(news);
    const began = performance.now();
    expect(await nextOf(news)).toEqual({ kind: 'beat' });
    expect(performance.now() - began).toBeLessThan(2_000);
    const waiting = news.next();
    leave.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
