export { seriesReaderContract } from './series-reader.contract.ts';
export { type OpenSeries, seriesWriterContract } from './series-writer.contract.ts';
