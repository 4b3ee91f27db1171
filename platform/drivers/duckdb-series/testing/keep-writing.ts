import { makeStored, minuteMs } from '../../../ports/series.builders.ts';
import { openDuckdbSeries } from '../index.ts';

/** Writes batches of 100 rows until it is killed; prints the number of each batch once it is acknowledged. */
const [file = ''] = process.argv.slice(2);
const { writer } = await openDuckdbSeries({ file, maxWalBytes: 500_000 });
for (let batch = 0; ; batch += 1) {
  await writer.write(
    Array.from({ length: 100 }, (_, n) => {
      const periodStart = (batch * 100 + n) * minuteMs;
      return makeStored({ sensorId: 'a-sensor', periodStart, periodEnd: periodStart + minuteMs });
    }),
  );
  process.stdout.write(`${batch}\n`);
}
