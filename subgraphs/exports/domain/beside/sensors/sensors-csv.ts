import { durationText } from '@aqmrg/platform/air-quality/duration.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { siteFact, withSiteCodes } from '../../aqcsv/site-codes.ts';
import type { Format } from '../../request/export-request.ts';
import { csvText } from './csv-text.ts';

type Fact = string | number | null;

interface SensorColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
  readonly meaning: string;
  readonly of: (sensor: FileSensor) => Fact;
}

const fact = (name: string, meaning: string, type: SensorColumn['type'] = 'text'): SensorColumn => ({
  ...{ name, type, meaning },
  of: ({ facts }) => facts[name] ?? null,
});

const intervalOf = ({ reportingIntervalMs }: FileSensor): Fact =>
  reportingIntervalMs === null ? null : durationText(reportingIntervalMs);

const always: readonly SensorColumn[] = [
  { name: 'sensorId', type: 'text', meaning: 'As the rows call it', of: ({ id }) => id },
  fact('name', 'As people call it'),
  fact('networkId', 'Whose network it belongs to'),
  fact('siteId', 'The site at which it stands'),
  fact('country', 'ISO 3166-1 alpha-2'),
  fact('latitude', 'Degrees, WGS 84, north is positive', 'number'),
  fact('longitude', 'Degrees, WGS 84, east is positive', 'number'),
  { name: 'timeZone', type: 'text', meaning: 'IANA name of its time zone', of: ({ timeZone }) => timeZone },
  fact('kind', 'LOW_COST, REFERENCE or UNKNOWN'),
  fact('maker', 'Who made it'),
  fact('model', 'Which model it is'),
  { name: 'reportingInterval', type: 'text', meaning: 'How often it reports, ISO 8601', of: intervalOf },
  fact('license', 'Terms of its data; empty where nobody said'),
  fact('attribution', 'Who is to be named with its data; empty where nobody said'),
];

/** Columns of sensors.csv. */
export const sensorColumns = (format: Format): readonly SensorColumn[] =>
  format === 'AQCSV' ? [...always, fact(siteFact, 'As AQCSV calls its site')] : always;

/** What there is to know of the sensors of an export, in the order of their ids. */
export const sensorsCsv = (sensors: readonly FileSensor[], format: Format): string => {
  const columns = sensorColumns(format);
  const told = format === 'AQCSV' ? withSiteCodes(sensors) : sensors;
  const inOrder = [...told].sort((a, b) => (a.id < b.id ? -1 : 1));
  return csvText(
    columns.map(({ name }) => name),
    inOrder.map((sensor) => columns.map(({ of }) => of(sensor))),
  );
};
