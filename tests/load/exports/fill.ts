import { hourMs } from '../../support/builders.ts';
import { fillStore } from '../filled-store.ts';
import { from, hoursOf, sensorIds } from './air.ts';

/** A process of its own, so that what filling takes is not counted to exporting: node fill.ts FOLDER ROWS. */
const [dataDir = '', rows = ''] = process.argv.slice(2);
let told = 0;
await fillStore({
  dataDir,
  sensorIds: sensorIds(),
  from,
  intervalMs: hourMs,
  readingsPerSensor: hoursOf(Number(rows)),
  onProgress(written) {
    if (written - told < 1_000_000) return;
    told = written;
    process.stderr.write(`  ${written} rows\n`);
  },
});
process.exit(0);
