import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRow } from '../support/builders.ts';
import type { Answer } from '../support/client.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

const who = { email: 'me@example.org', name: 'Me', password: randomBytes(12).toString('hex') };

/** The mutation that a start prints while nobody is Admin. */
const printedMutation = (output: string): string | undefined =>
  /^ {4}mutation \{$[\s\S]*?^ {4}\}$/m.exec(output)?.[0];

// on servers the set-up token is given, and no start may make one
describe.each(placements)('the first start with %s', (placement) => {
  let house: House;
  let token: string;
  beforeAll(async () => {
    // as whoever sets nothing
    house = await openHouse(placement, { SETUP_TOKEN: '' });
  });
  afterAll(() => house?.end());

  const askAs = async (credential: string, query: string, variables = {}): Promise<Answer> => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const report = async (credential: string) => {
    const response = await fetch(`${house.url}/v1/readings?delivery=BACKFILL`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify([makeRow()]),
    });
    return { status: response.status, body: await response.json() };
  };

  it('prints how to get in, and what is printed makes the first Admin once it is filled in', async () => {
    const mutation = printedMutation(house.rooms().output()) as string;
    const setupToken = (await readFile(join(house.dataDir, 'setup-token'), 'utf8')).trim();
    expect(mutation).toContain(`token: "${setupToken}"`);
    expect((await house.client.ask(mutation)).data.setUp).toEqual({
      field: expect.any(String),
      message: expect.any(String),
    });

    const filled = mutation
      .replace('email: "…"', `email: "${who.email}"`)
      .replace('name: "…"', `name: "${who.name}"`)
      .replace('password: "…"', `password: "${who.password}"`);
    const answer = await house.client.ask(filled);
    expect(answer.errors).toBeUndefined();
    token = answer.data.setUp.accessToken;
    expect((await askAs(token, '{ me { email role } }')).data.me).toEqual({
      email: who.email,
      role: 'ADMIN',
    });
    const again = await house.client.ask(filled.replace(who.email, 'you@example.org'));
    expect(again.data.setUp).toEqual({ message: expect.any(String) });
  });

  it('knows the Admin by e-mail and password from then on', async () => {
    const answer = await house.client.ask(
      'mutation($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } ... on Refused { message } } }',
      { input: { email: who.email.toUpperCase(), password: who.password } },
    );
    token = answer.data.signIn.accessToken;
    expect((await askAs(token, '{ me { role } }')).data.me.role).toBe('ADMIN');
  });

  it('gives a sensor a key, which reports, and is refused everywhere seconds after it was revoked', async () => {
    await askAs(
      token,
      `mutation {
        registerNetwork(input: { id: "roofs", name: "Roofs" }) { __typename }
        registerSensor(input: { id: "roof-1", name: "Roof 1", networkId: "roofs", quantities: [PM25], reportingInterval: "PT1H" }) { __typename }
      }`,
    );
    const made = await askAs(
      token,
      'mutation { createApiKey(input: { name: "Roof 1", scopes: [INGEST], networks: ["roofs"] }) { ... on ApiKeyCreated { key apiKey { id } } } }',
    );
    const { key, apiKey } = made.data.createApiKey;
    // a process apart learns of a key a moment after it was made
    await expect
      .poll(() => report(key), { timeout: 5_000, interval: 20 })
      .toEqual({ status: 200, body: { accepted: 1, refused: [] } });
    expect((await askAs(key, '{ me { id } users { totalCount } }')).data).toMatchObject({
      me: null,
      users: null,
    });

    const began = performance.now();
    const revoked = await askAs(
      token,
      'mutation($id: ID!) { revokeApiKey(input: { id: $id }) { __typename } }',
      { id: apiKey.id },
    );
    expect(revoked.data.revokeApiKey.__typename).toBe('ApiKeyRevoked');
    await expect.poll(async () => (await report(key)).status, { timeout: 5_000, interval: 20 }).toBe(401);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await askAs(key, '{ networks { id } }')).status).toBe(401);
  });

  it('has written down in auth who gave a network of sensors to whom, and from where', async () => {
    const me = (await askAs(token, '{ me { id } }')).data.me.id;
    await askAs(
      token,
      'mutation { assignNetwork(input: { id: "roofs", organisationId: "roofers" }) { __typename } }',
    );
    const noted = async () => {
      const log =
        'auditLog(filter: { action: "network-assigned" }) { nodes { actor address subject details } }';
      const { nodes } = (await askAs(token, `{ ${log} }`)).data.auditLog;
      return nodes.map(({ details, ...entry }: { details: string }) => ({
        ...entry,
        ...JSON.parse(details),
      }));
    };
    await expect
      .poll(noted, { timeout: 10_000 })
      .toMatchObject([
        { actor: me, address: '127.0.0.1', subject: 'roofs', before: null, organisation: 'roofers' },
      ]);
  });

  it('needs no account to read', async () => {
    const { status, data, errors } = await house.client.ask('{ networks { id } me { id } }');
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: { networks: [{ id: 'roofs' }], me: null },
    });
  });

  it.runIf(placement === 'one process')(
    'says nothing of getting in at the next start, and still knows who was signed in',
    async () => {
      await house.rooms().stop();
      const { output } = await house.restartRooms();
      expect(output()).toContain('is up.');
      expect(printedMutation(output())).toBeUndefined();
      await expect
        .poll(async () => (await askAs(token, '{ me { role } }')).data?.me?.role, { timeout: 10_000 })
        .toBe('ADMIN');
    },
  );
});
