import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { archiveColumns, parameters, unitOf } from './archive-columns.ts';
import { archivePathOf } from './archive-path.ts';
import { archiveDoor } from './change-line.ts';

const example = { sensorId: 'makerere', day: '2022-05-03', isReplayed: false };

const columns = archiveColumns(example)
  .map(({ name, meaning }, at) => `${at + 1}. \`${name}\`: ${meaning}`)
  .join('\n');

const parameterRows = quantities
  .map((quantity) => `| \`${parameters[quantity]}\` | ${unitOf(quantity)} |`)
  .join('\n');

/** What the archive is, to whoever finds it. */
export const archiveReadme = (publicUrl: string): string => {
  const root = `${publicUrl.replace(/\/+$/, '')}${archiveDoor}`;
  return `# Archive of air-quality readings, a file a sensor and day

Free to download, without an account. The layout is that of OpenAQ's archive on AWS: what reads that reads this.

    ${root}/${archivePathOf(example)}

Ids are written as they are; any byte but letters, digits, - and _ is a dot and two hexadecimal digits.

- \`records/\`: air that was measured at the time that its rows tell.
- \`replayed/\`: recordings that are played again, for demonstrations. Never take them for the air of their time; \`is_replayed\` is \`true\` in each row, and \`original_period_end\` tells when it was measured.

## A day

A file holds all readings of one local calendar day of the sensor, of every quantity and whatever their quality says, sorted by time. The day is that of the column \`time_zone\`, UTC where the sensor has none; it has 23 or 25 hours where clocks change.
A reading is of the day in which its averaging period **begins**. \`datetime\` is when it **ends**: the hours of a day are 01:00 to 00:00 of the next day, as in OpenAQ's files. A value that is missing is not there: there are no empty rows and no sentinels.

A day is built an hour after it is over. When later readings or corrections come, its file is built again, about ten minutes after the first of them, and given in the place of the one before from one moment to the next: that is a patch. What a file tells of its sensor (name, place, zone, terms) is as it was known when it was built.

When the zone of a sensor is put right, files that stand keep the calendar that they were built by until something late comes for them. Beside such a seam a reading may stand in two files, or in none: compare \`time_zone\`, and take each \`location_id\`, \`parameter\`, \`period_start\` and \`period_end\` once.

## Columns

CSV, UTF-8, RFC 4180, gzip. A text that a spreadsheet would take for a formula has an apostrophe before it.

${columns}

| parameter | units |
|---|---|
${parameterRows}

## What changed

    curl '${root}/changes?after=0&limit=10000'

gives a line of JSON a file: \`change\`, \`key\`, \`path\`, \`sensorId\`, \`day\`, \`isReplayed\`, \`revision\` (how often its content changed), \`rows\`, \`bytes\`, \`sha256\` (of the file as it is downloaded) and \`builtAt\`. Ask again after the \`change\` of the last line, or follow \`Link: rel="next"\`; nothing comes when you have all.
Each file stands in the list once, by its newest change, so that a mirror that begins anew reads as many lines as there are files.
A file may be patched between the list and the download: its digest is then another one than the list told, and the file stands in the list again.

    curl '${root}/locations/makerere?limit=1000'

gives the same lines of one sensor, by day, after \`after=2022-05-03\`; \`replayed=true\` those of its recordings.

Files answer HEAD, ranges and \`If-None-Match\`; \`ETag\` is the SHA-256. Whoever goes on with a download that broke off sends it as \`If-Range\`, and is given the whole where the file was patched meanwhile.

In the object store each build has a \`key\` of its own, with its revision and digest, and the former one lies beside it for an hour or longer. Whoever copies the store itself takes the keys that the list tells.

## Terms

Each row names its own: \`license\` and \`attribution\`. Where they are empty nobody said; ask the network before you publish.
`;
};
