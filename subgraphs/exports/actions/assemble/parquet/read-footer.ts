import { asyncBufferFromFile, type FileMetaData, type ParquetParsers, parquetMetadataAsync } from 'hyparquet';

/** Bounds of row groups as they are: an instant of a microsecond would become one of a millisecond, and rows would be skipped that should not be. */
const asTheyAre: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (ms) => ms,
  timestampFromMicroseconds: (us) => us,
  timestampFromNanoseconds: (ns) => ns,
  dateFromDays: (days) => days,
  stringFromBytes: (bytes) => bytes,
};

/** What a Parquet file says at its end. */
export const readFooter = async (path: string): Promise<FileMetaData> =>
  parquetMetadataAsync(await asyncBufferFromFile(path), { parsers: asTheyAre, geoparquet: false });
