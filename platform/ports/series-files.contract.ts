import { seriesFilesAveragesContract } from './series-files-averages.contract.ts';
import { seriesFilesFailuresContract } from './series-files-failures.contract.ts';
import { seriesFilesFormatsContract } from './series-files-formats.contract.ts';
import { seriesFilesReadingsContract } from './series-files-readings.contract.ts';
import type { OpenFiles } from './testing/open-files.ts';

/** What every driver of SeriesFiles does with readings that the writer of the store behind it wrote. */
export const seriesFilesContract = (driver: string, open: () => Promise<OpenFiles>): void => {
  seriesFilesReadingsContract(driver, open);
  seriesFilesFormatsContract(driver, open);
  seriesFilesAveragesContract(driver, open);
  seriesFilesFailuresContract(driver, open);
};
