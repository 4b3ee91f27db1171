import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { factSheet, headOf, rowOf, sensorSheet, type ToWrite, widthsOf } from './sheets.ts';

const readings = async ({ paths, columns }: ToWrite): Promise<SheetData> => {
  const rows: SheetData = [headOf(columns)];
  for (const path of paths) {
    await using file = await open(path);
    for await (const line of file.readLines()) if (line !== '') rows.push(rowOf(line, columns));
  }
  return rows;
};

/** The thread in which a workbook is made: it is held whole, and takes seconds. It ends with it. */
const write = async (wanted: ToWrite): Promise<void> => {
  const bytes = await writeExcelFile([
    {
      ...{ sheet: 'readings', data: await readings(wanted), columns: widthsOf(wanted.columns) },
      ...{ stickyRowsCount: 1, dateFormat: 'yyyy-mm-dd hh:mm:ss' },
    },
    { sheet: 'sensors', data: sensorSheet(wanted.sensors), stickyRowsCount: 1 },
    { sheet: 'about', data: factSheet(wanted.facts), columns: [{ width: 24 }, { width: 120 }] },
  ]).toBuffer();
  // copied out of what Node shares among buffers, then handed over
  const own = new Uint8Array(bytes);
  parentPort?.postMessage(own, [own.buffer]);
};

await write(workerData as ToWrite);
