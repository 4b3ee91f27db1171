import { hash } from 'node:crypto';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import { archiveReadme } from '../../domain/archive/archive-readme.ts';
import { archiveDoor } from '../../domain/archive/change-line.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';
import { conditionOf } from '../downloads/conditions.ts';
import { mountFiles } from './files.ts';
import { mountLists } from './lists.ts';

export { archiveDoor } from '../../domain/archive/change-line.ts';

export interface ArchiveGround {
  readonly days: Pick<ArchiveDays, 'find' | 'changesAfter' | 'ofSensor'>;
  readonly objectStore: Pick<ObjectStore, 'get'>;
  /** The address of this graph. */
  readonly publicUrl: string;
  /** Files that one process gives at once. Default 200. */
  readonly atOnce?: number;
}

/** The public daily archive, for everybody: its files, what changed, those of a sensor, and what they are in words. */
export const createArchiveDoor = ({ days, objectStore, publicUrl, atOnce = 200 }: ArchiveGround): Routes => {
  const readme = archiveReadme(publicUrl);
  const etag = `"${hash('sha256', readme, 'hex')}"`;

  return (app) => {
    app.get(`${archiveDoor}/README.md`, async ({ headers }, reply) => {
      reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (conditionOf(headers, etag) === 'NOT_MODIFIED') return reply.status(304).send();
      return reply.type('text/markdown; charset=utf-8').send(readme);
    });
    mountLists(app, days);
    mountFiles(app, { days, objectStore, atOnce });
  };
};
