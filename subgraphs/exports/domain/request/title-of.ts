import { quantityWords } from '@aqmrg/platform/air-quality/words.ts';
import type { Aggregate } from '@aqmrg/platform/ports/series.ts';
import type { Averaging, ExportRequest, Format, SensorScope } from './export-request.ts';
import { everyWord, spanWords } from './time-words.ts';

const formatWords: Readonly<Record<Format, string>> = {
  CSV: 'CSV',
  NDJSON: 'NDJSON',
  PARQUET: 'Parquet',
  GEOJSON: 'GeoJSON',
  XLSX: 'XLSX',
  AQCSV: 'AQCSV',
};

const aggregateWords: Readonly<Record<Aggregate, string>> = {
  MEAN: 'means',
  MIN: 'minima',
  MAX: 'maxima',
  MEDIAN: 'medians',
  P05: '5th percentiles',
  P95: '95th percentiles',
  COUNT: 'counts',
  STDDEV: 'standard deviations',
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const whatOf = (average: Averaging | null, version: string): string => {
  const raw = version === 'RAW' ? 'raw ' : '';
  if (average === null) return raw ? 'Raw readings' : 'Readings';
  const words = average.aggregates.map((aggregate) => aggregateWords[aggregate]);
  return `${everyWord(average.every)} ${raw}${words.length > 3 ? 'averages' : listed(words)}`;
};

const scopeOf = ({ sensorIds, siteIds, networkIds, countries }: SensorScope): string => {
  const of = [
    ...(sensorIds ? [counted(sensorIds.length, 'sensor')] : []),
    ...(siteIds ? [counted(siteIds.length, 'site')] : []),
    ...(networkIds ? [counted(networkIds.length, 'network')] : []),
  ];
  const places = countries && (countries.length > 5 ? `${countries.length} countries` : listed(countries));
  const sensors = of.length === 0 ? (places ? '' : ' of all sensors') : ` of ${listed(of)}`;
  return `${sensors}${places ? ` in ${places}` : ''}`;
};

/** What is exported, in words: Hourly means of PM2.5 of 3 sensors, 1 May to 31 May 2024, CSV. */
export const titleOf = (request: ExportRequest): string => {
  const { quantities, average, version, from, to, format, layout } = request;
  const names = (quantities ?? []).map((quantity) => quantityWords[quantity]);
  const of =
    quantities === null ? 'all quantities' : names.length > 3 ? `${names.length} quantities` : listed(names);
  const wide = layout === 'WIDE' ? 'wide ' : '';
  return `${whatOf(average, version)} of ${of}${scopeOf(request)}, ${spanWords(from, to)}, ${wide}${formatWords[format]}`;
};
