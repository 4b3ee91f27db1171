import type { ExportedFile } from '../export-job.ts';
import { columnsOf } from '../files/columns.ts';
import { type ExportFacts, type ExportTold, isoOf } from './export-facts.ts';
import { howToLoad } from './how-to-load.ts';
import { completenessNote, flagMeanings, knownNote, periodNote, replayedNote } from './notes.ts';
import { type Source, sourcesOf } from './sensors/sources.ts';

/** Text that others wrote, so that it stays on its line and in its cell. */
const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_|<>[\]]/g, '\\$&');

const section = (title: string, ...lines: readonly string[]): string =>
  `## ${title}\n\n${lines.join('\n')}\n`;

const fileLine = ({ name, rows, bytes }: ExportedFile): string =>
  `- \`${name}\`: ${rows ?? 0} rows, ${bytes} bytes`;

const filesSection = (files: readonly ExportedFile[]): string =>
  section(
    'Files',
    ...files.map(fileLine),
    '- `sensors.csv`: where each sensor stands, what it is, and on which terms its data may be used',
    '- `manifest.json`: what was asked for, what the columns mean, and the size and SHA-256 of each file',
    '- `datapackage.json`: the same as a Frictionless Data Package, for programs',
  );

const columnLine = ({ name, unit, meaning }: ReturnType<typeof columnsOf>[number]): string =>
  `| \`${name}\` | ${unit ?? ''} | ${inLine(meaning)} |`;

const sourceLine = ({ license, attribution, sensorIds }: Source): string => {
  const whose = attribution === null ? 'Nobody said who is to be named' : inLine(attribution);
  const terms = license === null ? 'nobody said on which terms' : inLine(license);
  return `- ${whose}; ${terms}: ${sensorIds.length} sensor${sensorIds.length === 1 ? '' : 's'}`;
};

const siteSection = section(
  'Sites',
  'AQCSV calls a site by the number of its country (ISO 3166-1) and nine digits, which the AQS of the United States gives to its own monitors.',
  'These sensors have none: their nine digits are made from the SHA-256 of their id, and `sensors.csv` tells which is which. AQS does not know them.',
  'PM2.5 is 88502, or 88501 where it is raw: 88101 is for reference methods. PM1 has no code. qc is 0 for what was not evaluated, too: the data are preliminary.',
);

/** README.md: for somebody who got this folder and nothing else. */
export const readmeText = ({ title, request, requestedAt }: ExportTold, facts: ExportFacts): string => {
  const { sensors, files, isReplayed, madeAt } = facts;
  const completeness = completenessNote(request);
  const note = knownNote(request);
  const known =
    request.average === null ? `as they were known at ${isoOf(request.asOf)}` : 'as they were known then';
  const flags = Object.entries(flagMeanings).map(([flag, meaning]) => `- ${flag}: ${meaning}`);
  return [
    `# ${inLine(title)}\n`,
    `**${replayedNote(request, isReplayed)}**\n`,
    `Measurements of air quality, asked for at ${isoOf(requestedAt)} and written at ${isoOf(madeAt)}, ${known}: periods that begin at ${isoOf(request.from)} or later and end at ${isoOf(request.to)} or earlier.\n`,
    ...(note === null ? [] : [`${note}\n`]),
    filesSection(files),
    section('Times', periodNote(request)),
    ...(completeness === null ? [] : [section('Completeness', completeness)]),
    section(
      'Quality',
      ...flags,
      '',
      `These files are of readings that are ${request.quality.join(', ')}. Small values below zero are noise around nothing, and are kept.`,
    ),
    ...(request.format === 'AQCSV' ? [siteSection] : []),
    section(
      'Columns',
      '| Name | Unit | Meaning |',
      '| --- | --- | --- |',
      ...columnsOf(request).map(columnLine),
    ),
    section('How to read them', howToLoad(request, files)),
    section(
      'How to see that they are whole',
      '```sh',
      `jq -r '.files[] | .sha256 + "  " + .name' manifest.json | sha256sum -c`,
      '```',
    ),
    section('Whose data they are', ...sourcesOf(sensors).map(sourceLine)),
  ].join('\n');
};
