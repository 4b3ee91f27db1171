// Inserts one row after another and says the number of each once it is stored, until it is killed: node insert.ts <folder> <first>
import { openPgliteDatabase } from '../pglite-database.ts';

const [, , folder, first] = process.argv;
const database = await openPgliteDatabase({ folder });
for (let number = Number(first); ; number += 1) {
  // Two rows in one transaction: after a kill there are both or neither.
  await database.client.$transaction(async (tx) => {
    await tx.network.create({ data: { id: `network-${number}`, name: 'x'.repeat(500) } });
    await tx.site.create({ data: { id: `network-${number}`, name: 'y'.repeat(500) } });
  });
  process.stdout.write(`${number}\n`);
}
