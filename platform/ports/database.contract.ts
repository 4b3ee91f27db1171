import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';

/** What every relational store promises, shown on the tables of the sensors. */
export const databaseContract = (name: string, open: () => Promise<Database>): void => {
  describe(`database: ${name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.close());

    const newNetwork = () => database.client.network.create({ data: { id: randomUUID(), name: 'Kampala' } });
    const newSensor = async () =>
      database.client.sensor.create({
        data: { id: randomUUID(), name: 'Makerere', networkId: (await newNetwork()).id, kind: 'LOW_COST' },
      });

    it('keeps all rows of a transaction that ends well', async () => {
      const id = randomUUID();
      const sensor = await database.client.$transaction(async (tx) => {
        await tx.network.create({ data: { id, name: 'Nairobi' } });
        return tx.sensor.create({ data: { id, name: 'Kibera', networkId: id, kind: 'LOW_COST' } });
      });
      const kept = await database.client.sensor.findUnique({ where: { id }, include: { network: true } });
      expect(kept).toEqual({ ...sensor, network: expect.objectContaining({ name: 'Nairobi' }) });
    });

    it('keeps no row of a transaction that throws', async () => {
      const id = randomUUID();
      const transaction = database.client.$transaction(async (tx) => {
        await tx.network.create({ data: { id, name: 'Accra' } });
        throw new Error('a change of mind');
      });
      await expect(transaction).rejects.toThrow('a change of mind');
      expect(await database.client.network.findUnique({ where: { id } })).toBeNull();
    });

    it('keeps no row of a list of writes of which one fails', async () => {
      const [first, taken] = [randomUUID(), (await newNetwork()).id];
      const writes = [first, taken].map((id) =>
        database.client.network.create({ data: { id, name: 'Lagos' } }),
      );
      await expect(database.client.$transaction(writes)).rejects.toMatchObject({ code: 'P2002' });
      expect(await database.client.network.findUnique({ where: { id: first } })).toBeNull();
    });

    it('lets many transactions wait for one another and loses no update', async () => {
      const { id } = await newSensor();
      const raise = () =>
        database.client.$transaction(async (tx) => {
          await tx.sensor.update({ where: { id }, data: { revision: { increment: 1 } } });
          return tx.sensor.findUniqueOrThrow({ where: { id } });
        });
      const seen = await Promise.all(Array.from({ length: 25 }, raise));
      expect(new Set(seen.map((sensor) => sensor.revision)).size).toBe(25);
      expect(await database.client.sensor.findUnique({ where: { id } })).toMatchObject({ revision: 26 });
    });

    it('answers on after a statement that failed', async () => {
      await expect(database.client.$queryRawUnsafe('SELECT nothing FROM nowhere')).rejects.toThrow(/nowhere/);
      await database.ping();
    });

    it('keeps no row of a transaction that goes on after a statement failed', async () => {
      const [first, taken] = [randomUUID(), (await newNetwork()).id];
      const transaction = database.client.$transaction(async (tx) => {
        await tx.network.create({ data: { id: first, name: 'Dakar' } });
        await tx.network.create({ data: { id: taken, name: 'Dakar' } }).catch(() => undefined);
      });
      // Some drivers reject here, others do not: PostgreSQL answers such a COMMIT with a ROLLBACK.
      await transaction.catch(() => undefined);
      expect(await database.client.network.findUnique({ where: { id: first } })).toBeNull();
    });

    it('runs a transaction at the level it was asked for', async () => {
      const level = await database.client.$transaction(
        (tx) => tx.$queryRaw`SELECT current_setting('transaction_isolation') AS level`,
        { isolationLevel: 'Serializable' },
      );
      expect(level).toEqual([{ level: 'serializable' }]);
    });

    it('says P2002 for a second row of the same key', async () => {
      const { id } = await newNetwork();
      const again = database.client.network.create({ data: { id, name: 'again' } });
      await expect(again).rejects.toMatchObject({ name: 'PrismaClientKnownRequestError', code: 'P2002' });
    });

    it('says P2003 for a row that refers to none', async () => {
      const id = randomUUID();
      const orphan = database.client.sensor.create({
        data: { id, name: 'a', networkId: 'none', kind: 'LOW_COST' },
      });
      await expect(orphan).rejects.toMatchObject({ code: 'P2003' });
    });

    it('keeps a row that another refers to', async () => {
      const { networkId } = await newSensor();
      const removal = database.client.network.delete({ where: { id: networkId } });
      await expect(removal).rejects.toMatchObject({ code: 'P2003' });
      expect(await database.client.network.count({ where: { id: networkId } })).toBe(1);
    });

    it('says P2025 for a change of a row that is not there', async () => {
      const change = database.client.network.update({ where: { id: randomUUID() }, data: { name: 'b' } });
      await expect(change).rejects.toMatchObject({ code: 'P2025' });
    });

    it('gives times back as they went in, to the millisecond', async () => {
      const { id } = await newSensor();
      const instants = fc.date({
        min: new Date('1900-01-01T00:00:00Z'),
        max: new Date('2200-01-01T00:00:00Z'),
        noInvalidDate: true,
      });
      await fc.assert(
        fc.asyncProperty(instants, async (instant) => {
          const update = { where: { id }, data: { lastSeenAt: instant } };
          expect((await database.client.sensor.update(update)).lastSeenAt).toEqual(instant);
          const inside = { id, lastSeenAt: { gte: instant, lt: new Date(instant.getTime() + 1) } };
          expect(await database.client.sensor.count({ where: inside })).toBe(1);
        }),
        { numRuns: 40, examples: [[new Date(0)], [new Date(-1)], [new Date('2024-02-29T23:59:59.999Z')]] },
      );
    });

    it('sets its own times in UTC', async () => {
      const { createdAt } = await newNetwork();
      expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(60_000);
    });

    it('gives texts and coordinates back as they went in', async () => {
      const { id } = await newSensor();
      // U+0000 is the one character that PostgreSQL has no text for.
      const texts = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', ''));
      const degrees = fc.integer({ min: -180e9, max: 180e9 }).map((nano) => nano / 1e9);
      await fc.assert(
        fc.asyncProperty(texts, degrees, async (text, degree) => {
          const data = { name: text, longitude: degree };
          await database.client.sensor.update({ where: { id }, data });
          expect(await database.client.sensor.findFirst({ where: { id, name: text } })).toMatchObject(data);
        }),
        { numRuns: 40, examples: [["µg/m³ 🌍 '; DROP TABLE sensor;--", 32.581111111]] },
      );
    });

    it('refuses everything once it is closed, and closes twice as once', async () => {
      const other = await open();
      await other.ping();
      await other.close();
      await other.close();
      await expect(other.ping()).rejects.toThrow();
      await expect(other.client.network.count()).rejects.toThrow();
    });
  });
};
