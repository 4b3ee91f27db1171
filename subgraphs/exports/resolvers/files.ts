import type { ExportsContext } from '../context.ts';
import type { ExportedFile, ExportJob } from '../domain/export-job.ts';

/** A file, and where whoever asks downloads it. */
export interface ShownFile extends ExportedFile {
  readonly url: string;
  readonly urlExpiresAt: number;
}

/** None until all are there, and none once they are gone. */
export const filesOf = (
  { id, status, files }: ExportJob,
  { caller, links }: Pick<ExportsContext, 'caller' | 'links'>,
): ShownFile[] =>
  status !== 'READY'
    ? []
    : files.map((file) => {
        const { url, expiresAt } = links.urlOf(id, file.name, caller.id);
        return { ...file, url, urlExpiresAt: expiresAt };
      });
