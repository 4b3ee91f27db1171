import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBench } from '../testing/open-bench.ts';
import { openGround } from '../testing/open-ground.ts';
import { addAccount } from '../testing/people.ts';
import { createSignUp } from './sign-up.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

it('probe 44: signing up with an address that has an account is the same answer after the same work', async () => {
  const bench = await openBench(ground);
  const { client } = ground.database;
  const signUp = createSignUp({ ...bench, mode: 'approval' });
  await addAccount(ground.database, { id: 'ana' });
  const worked = async (email: string) => {
    const [hashes, notes] = [bench.hashes.computed(), await client.auditEntry.count()];
    const outcome = await signUp({ email, name: 'Somebody', password: 'seven lorries in fog' }, '192.0.2.1');
    return {
      outcome,
      hashes: bench.hashes.computed() - hashes,
      notes: (await client.auditEntry.count()) - notes,
    };
  };
  const known = await worked('ana@example.org');
  expect(known).toEqual({ outcome: { kind: 'done', value: 'PENDING' }, hashes: 1, notes: 1 });
  expect(await worked('nobody@example.org')).toEqual(known);
  expect(await client.account.count()).toBe(2);
});
