import { besideFiles } from '../domain/beside/beside-files.ts';
import type { ExportFacts } from '../domain/beside/export-facts.ts';
import { mediaTypeOf, nameOf } from '../domain/files/names.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';
import { titleOf } from '../domain/request/title-of.ts';
import { makeFileSensor } from './file-sensors.ts';

export const madeAt = Date.UTC(2024, 6, 1, 12);
export const hash = 'ab'.repeat(32);

/** A file of rows that nobody has written. */
export const rowsFile = (request: ExportRequest, part?: string) => {
  const name = nameOf(request, part);
  return { name, mediaType: mediaTypeOf(name), bytes: 1_234, sha256: hash, rows: 7 };
};

/** What lies beside the rows of an export: one file of one sensor, unless said otherwise. */
export const besides = (request: ExportRequest, facts: Partial<ExportFacts> = {}) => {
  const files = besideFiles(
    { id: '0198-AB', title: titleOf(request), request, requestedAt: Date.UTC(2024, 6, 1) },
    {
      sensors: [makeFileSensor()],
      files: [rowsFile(request)],
      isReplayed: false,
      madeAt,
      software: { name: 'air-quality', version: '1.0.0' },
      ...facts,
    },
  );
  const textOf = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
  return { files, textOf, manifest: JSON.parse(textOf('manifest.json')), readme: textOf('README.md') };
};
