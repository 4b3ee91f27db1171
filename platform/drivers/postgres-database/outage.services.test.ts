import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type StoppableServer, startOwnPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import type { Database } from '../../ports/database.ts';
import { openPostgresDatabase, type PostgresOptions } from './index.ts';
import { openOn } from './testing/open-on.ts';
import { openProxy } from './testing/proxy.ts';

let server: StoppableServer;
let url: string;
let database: Database;
let others: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  server = await startOwnPostgres();
  url = await server.newDatabase();
  database = await openOn(url, { room: 'sensors' });
});
afterEach(async () => {
  for (const other of others) await other.close();
  others = [];
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
});

const open = async (options: Partial<PostgresOptions>): Promise<Database> => {
  const other = await openPostgresDatabase({ url, room: 'sensors', log: createLog('silent'), ...options });
  others.unshift(other);
  return other;
};
const addNetwork = ({ client }: Database) =>
  client.network.create({ data: { id: randomUUID(), name: 'Kampala' } });
/** How it ended, and after how many milliseconds. */
const timed = async (work: Promise<unknown>) => {
  const start = performance.now();
  const code = await work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
  return { code, ms: performance.now() - start };
};
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
const away = { code: 'SUBGRAPH_UNAVAILABLE', message: 'The database cannot be reached.' };

describe('a PostgreSQL that stops while it is read', () => {
  it('is told at once, whatever is asked, and is well again by itself when it is back', async () => {
    const warm = await Promise.all(Array.from({ length: 20 }, () => timed(addNetwork(database))));
    expect(new Set(warm.map(({ code }) => code))).toEqual(new Set(['done']));

    const stop = new AbortController();
    const outcomes: Awaited<ReturnType<typeof timed>>[] = [];
    const readers = Array.from({ length: 8 }, async () => {
      while (!stop.signal.aborted) {
        outcomes.push(await timed(database.client.network.count()));
        await setTimeout(5);
      }
    });
    const sleeper = timed(database.client.$queryRaw`SELECT 1 FROM pg_sleep(5)`);
    await server.halt();
    expect((await sleeper).code).toBe(away.code);
    await setTimeout(300);
    await expect(addNetwork(database)).rejects.toMatchObject(away);
    await expect(database.client.$queryRaw`SELECT 1`).rejects.toMatchObject(away);
    await expect(database.client.$transaction(async (tx) => tx.network.count())).rejects.toMatchObject(away);
    await expect(database.client.$transaction([database.client.network.count()])).rejects.toMatchObject(away);
    await expect(database.ping()).rejects.toMatchObject(away);
    await expect(open({})).rejects.toMatchObject(away);

    await server.resume();
    await expect.poll(() => database.ping().then(() => 'well'), { timeout: 5_000 }).toBe('well');
    await addNetwork(database);
    stop.abort();
    await Promise.all(readers);
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['done', away.code]));
    expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(3_000);
    expect(outcomes.at(-1)?.code).toBe('done');
  });

  it('is told in the log once, and so is its coming back', async () => {
    const told: unknown[][] = [];
    const note = (...line: unknown[]) => told.push(line);
    const log = Object.assign(createLog('silent'), { warn: note, info: note });
    const watched = await open({ log });
    await Promise.all(Array.from({ length: 10 }, () => watched.client.network.count()));
    await server.halt();
    await Promise.allSettled(Array.from({ length: 10 }, () => watched.client.network.count()));
    await server.resume();
    await watched.client.network.count();
    expect(told.map((line) => line.at(-1))).toEqual(['The database is away', 'The database is back']);
    expect(JSON.stringify(told)).not.toMatch(/postgres-|owner/);
  });

  it('keeps no row of a transaction that it was stopped in', async () => {
    const id = randomUUID();
    const transaction = database.client.$transaction(async (tx) => {
      await tx.network.create({ data: { id, name: 'Accra' } });
      await server.halt();
      await tx.network.count();
    });
    await expect(transaction).rejects.toMatchObject(away);
    await server.resume();
    expect(await database.client.network.count({ where: { id } })).toBe(0);
  });
});

describe('a PostgreSQL that is slow', () => {
  it('ends a statement that takes too long, and the connection is good for the next', async () => {
    const hasty = await open({ statementTimeoutMs: 200, maxConnections: 1 });
    const slow = await timed(hasty.client.$queryRaw`SELECT 1 FROM pg_sleep(10)`);
    expect(slow).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(slow.ms).toBeLessThan(5_000);
    await addNetwork(hasty);
  });

  it('is told as well through a client that was derived to watch it, in a transaction too', async () => {
    const hasty = await open({ statementTimeoutMs: 200 });
    const seen: string[] = [];
    const watched = hasty.client.$extends({
      query: {
        $allOperations: ({ operation, args, query }) => {
          seen.push(operation);
          return query(args);
        },
      },
    });
    const transaction = watched.$transaction(async (tx) => {
      await tx.network.count();
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(10)`;
    });
    await expect(transaction).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(seen).toEqual(['count', '$queryRaw']);
  });

  it('ends a statement that waits too long for a row that another holds', async () => {
    const { id } = await addNetwork(database);
    const hasty = await open({ statementTimeoutMs: 200 });
    const rename = { where: { id }, data: { name: 'Nairobi' } };
    await database.client.$transaction(async (tx) => {
      await tx.network.update(rename);
      await expect(hasty.client.network.update(rename)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    });
  });

  it('ends a transaction that lasts too long, and what it held is free', async () => {
    const hasty = await open({ transactionTimeoutMs: 300, maxConnections: 1 });
    const { id } = await addNetwork(hasty);
    const dawdling = hasty.client.$transaction(async (tx) => {
      await tx.network.update({ where: { id }, data: { name: 'late' } });
      await setTimeout(800);
      await tx.network.count();
    });
    await expect(dawdling).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await hasty.client.network.update({ where: { id }, data: { name: 'next' } });
  });

  it('lets so many wait for a connection and no more, each for so long', async () => {
    const narrow = await open({ maxConnections: 1, maxWaiting: 3, connectTimeoutMs: 500 });
    await narrow.ping();
    const first = timed(narrow.client.$queryRaw`SELECT 1 FROM pg_sleep(1.5)`);
    await setTimeout(100);
    const rest = await Promise.all(Array.from({ length: 9 }, () => timed(narrow.client.network.count())));
    expect(new Set(rest.map(({ code }) => code))).toEqual(new Set(['OVERLOADED']));
    expect(rest.filter(({ ms }) => ms > 400)).toHaveLength(3);
    expect(await first).toMatchObject({ code: 'done' });
    expect(await timed(narrow.client.network.count())).toMatchObject({ code: 'done' });
  });
});

describe('a PostgreSQL that falls silent', () => {
  it('is given up after so long, in a transaction too, and its connections are not used again', async () => {
    const proxy = await openProxy(url);
    others.push(proxy);
    const patient = { url: proxy.url, statementTimeoutMs: 500, connectTimeoutMs: 1_000, pingTimeoutMs: 300 };
    const through = await open({ ...patient, maxConnections: 1 });
    const { id } = await addNetwork(through);

    const transaction = through.client.$transaction(async (tx) => {
      await tx.network.update({ where: { id }, data: { name: 'half done' } });
      proxy.fallSilent();
      await tx.network.count();
    });
    const inside = await timed(transaction);
    expect(inside).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(inside.ms).toBeLessThan(5_000);
    proxy.speakAgain();
    expect(await through.client.network.findUnique({ where: { id } })).toMatchObject({ name: 'Kampala' });

    proxy.fallSilent();
    expect(await timed(through.ping())).toMatchObject({ code: away.code });
    const outside = await Promise.all(Array.from({ length: 6 }, () => timed(through.client.network.count())));
    for (const { code, ms } of outside) {
      expect(['DEADLINE_EXCEEDED', 'OVERLOADED', away.code]).toContain(code);
      expect(ms).toBeLessThan(5_000);
    }
    proxy.speakAgain();
    await Promise.all(Array.from({ length: 6 }, () => addNetwork(through)));
  });

  it('does not keep anybody who closes', async () => {
    const proxy = await openProxy(url);
    others.push(proxy);
    const through = await openPostgresDatabase({
      url: proxy.url,
      room: 'sensors',
      log: createLog('silent'),
      statementTimeoutMs: 500,
      transactionTimeoutMs: 500,
    });
    await Promise.all(Array.from({ length: 4 }, () => through.ping().then(() => addNetwork(through))));
    const connections = proxy.connections();
    const before = openSockets();
    expect(connections).toBeGreaterThan(0);
    proxy.fallSilent();
    const asked = timed(through.client.network.count());
    await setTimeout(50);
    expect((await timed(through.close())).ms).toBeLessThan(5_000);
    expect((await asked).code).not.toBe('done');
    // The proxy's ends are left, which never heard of it.
    await expect.poll(openSockets).toBe(before - connections);
  });
});
