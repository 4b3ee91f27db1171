import { seriesBucketsContract } from './series-buckets.contract.ts';
import { seriesReadingsContract } from './series-readings.contract.ts';
import { seriesReplayedContract } from './series-replayed.contract.ts';
import { seriesRevisedContract } from './series-revised.contract.ts';
import { seriesSignalContract } from './series-signal.contract.ts';
import type { OpenSeries } from './series-writer.contract.ts';

export { type OpenSeries, seriesWriterContract } from './series-writer.contract.ts';

/** What every SeriesReader does with readings that the writer of the same store wrote. */
export const seriesReaderContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  seriesReadingsContract(driver, open);
  seriesBucketsContract(driver, open);
  seriesRevisedContract(driver, open);
  seriesReplayedContract(driver, open);
  seriesSignalContract(driver, open);
};
