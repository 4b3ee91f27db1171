import type { ExportedFile } from '../export-job.ts';
import { columnsOf } from '../files/columns.ts';
import { inputOf } from '../request/request-text.ts';
import { type ExportFacts, type ExportTold, isoOf } from './export-facts.ts';
import { completenessNote, flagMeanings, knownNote, periodNote, replayedNote } from './notes.ts';
import { sourcesOf } from './sensors/sources.ts';

/** Versions of what is promised of these files: a change that readers may stumble over raises one. */
const versions = { manifest: 1, columns: 1, dataPackage: '1.0' } as const;

const fileOf = ({ name, mediaType, bytes, rows, sha256 }: ExportedFile) => ({
  ...{ name, mediaType, bytes },
  ...(rows === null ? {} : { rows }),
  sha256,
});

/** manifest.json: what the files are, and how to tell that they are whole. `files` are all but itself. */
export const manifestText = (
  { id, title, request, requestedAt }: ExportTold,
  { sensors, files, isReplayed, madeAt, software }: ExportFacts,
): string => {
  const rows = files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  const manifest = {
    ...{ title, id },
    requestedAt: isoOf(requestedAt),
    madeAt: isoOf(madeAt),
    // Averages are of what was known when they were made.
    asOf: isoOf(request.average === null ? request.asOf : madeAt),
    known: knownNote(request),
    containsReplayed: isReplayed,
    replayed: replayedNote(request, isReplayed),
    query: inputOf(request),
    ...{ software, versions, rows },
    files: files.map(fileOf),
    periods: periodNote(request),
    order:
      'Rows are sorted by the start of their period, then sensor, then quantity, then the end of their period.',
    completeness: completenessNote(request),
    qualityFlags: flagMeanings,
    columns: columnsOf(request).map(({ name, type, unit, meaning }) => ({ name, type, unit, meaning })),
    sources: sourcesOf(sensors),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};
