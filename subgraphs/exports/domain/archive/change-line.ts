import type { ArchiveFile } from './archive-file.ts';
import { archiveKeyOf, archivePathOf } from './archive-path.ts';

/** Beneath it stands everything of the archive. */
export const archiveDoor = '/v1/archive';

/** A file in the list of changes: a line of JSON. */
export const changeLine = ({ builtAt, ...file }: ArchiveFile): string => {
  const { sensorId, day, isReplayed, change, revision, rows, bytes, sha256 } = file;
  return `${JSON.stringify({
    ...{ change, key: archiveKeyOf(file), path: `${archiveDoor}/${archivePathOf(file)}` },
    ...{ sensorId, day, isReplayed, revision, rows, bytes, sha256 },
    builtAt: new Date(builtAt).toISOString(),
  })}\n`;
};
