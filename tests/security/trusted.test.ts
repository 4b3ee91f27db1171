import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/placements.ts';
import { type Attacker, createAttacker, faultOf, hashOf, production } from './attacker.ts';

const own = 'query Pages($first: Int) { sensors(first: $first) { totalCount nodes { id } } }';
const builtIn = new URL(import.meta.resolve('@aqmrg/schema/client/persisted-operations.json'));
const stranger = '{ sensors { totalCount } }';

describe('probe 23: a house that answers trusted documents only', () => {
  let house: House;
  let attacker: Attacker;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-graph-manifest-'));
    const file = join(folder, 'manifest.json');
    const operations = [{ id: 'pages', name: 'Pages', type: 'query', body: own }];
    await writeFile(
      file,
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
    );
    house = await openHouse('one process', {
      ...production,
      TRUSTED_DOCUMENTS: 'only',
      TRUSTED_DOCUMENTS_FILE: file,
    });
    attacker = createAttacker(house);
  });
  afterAll(async () => {
    await house?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const send = (body: object) => attacker.send(JSON.stringify(body));

  it('refuses every other document, by POST, GET and WebSocket, whoever asks', async () => {
    const refused = { status: 400, code: 'DOCUMENT_NOT_TRUSTED', data: undefined };
    expect(faultOf(await attacker.ask(stranger))).toMatchObject(refused);
    expect(faultOf(await attacker.ask(stranger, {}, await attacker.asAdmin()))).toMatchObject(refused);
    expect(faultOf(await attacker.get(`/graphql?query=${encodeURIComponent(stranger)}`))).toMatchObject(
      refused,
    );
    for (const query of [stranger, 'subscription { readingAdded { cursor } }']) {
      const { errors } = await attacker.overSocket(query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED' });
    }
  });

  it('registers nothing under a hash', async () => {
    const persistedQuery = { version: 1, sha256Hash: hashOf(stranger) };
    for (const body of [
      { query: stranger, extensions: { persistedQuery } },
      { extensions: { persistedQuery } },
    ])
      expect(faultOf(await send(body))).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_TRUSTED' });
  });

  it('answers the built-in documents and those of the file, by their id or their text, on the short way at once', async () => {
    const { operations } = JSON.parse(await readFile(builtIn, 'utf8')) as {
      operations: { id: string; body: string; name: string }[];
    };
    const newest = operations.find(({ name }) => name === 'NewestAir') as (typeof operations)[number];
    for (const body of [
      { documentId: 'pages' },
      { query: own },
      { documentId: newest.id },
      { documentId: `sha256:${newest.id}` },
      { query: newest.body },
      { query: newest.body, operationName: 'NewestAir' },
      { extensions: { persistedQuery: { version: 1, sha256Hash: newest.id } } },
    ]) {
      const told = await send(body);
      expect([told.status, told.body.errors]).toEqual([200, undefined]);
      expect(told.body.data.sensors.totalCount).toBe(0);
      expect(await attacker.pathOf(told)).toBe('hot');
    }
    const byGet = await attacker.get('/graphql?documentId=pages');
    expect(byGet.body.data.sensors.totalCount).toBe(0);
    const overSocket = await attacker.overSocket(own);
    expect(overSocket.data).toMatchObject({ sensors: { totalCount: 0 } });
  });

  it('weighs the variables of trusted documents like those of others', async () => {
    const told = await send({ documentId: 'pages', variables: { first: 200_000 } });
    expect(faultOf(told)).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  });
});
