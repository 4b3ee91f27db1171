// One replica of a house, as a process of its own: start.ts <url>. Prints the migrations that it applied, adds a row, and ends.
import { randomUUID } from 'node:crypto';
import { createLog } from '../../../log.ts';
import { migratePostgres, openPostgresDatabase } from '../index.ts';

const [url = ''] = process.argv.slice(2);
const log = createLog('silent');
const applied = await migratePostgres({ url, log });
const database = await openPostgresDatabase({ url, room: 'sensors', log });
await database.client.network.create({ data: { id: randomUUID(), name: 'Kampala' } });
await database.close();
process.stdout.write(JSON.stringify(applied));
