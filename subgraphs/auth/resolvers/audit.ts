import { readPage } from './connections.ts';
import type { QueryResolvers } from './types.generated.ts';

export const auditQueries: Pick<QueryResolvers, 'auditLog' | 'auditIntegrity'> = {
  auditLog: (_root, { filter, ...place }, { auditLog, cursors }) =>
    readPage(place, cursors.audit.read, (first, before) => auditLog.page(filter ?? {}, first, before)),

  auditIntegrity: (_root, _args, { audit, signal }) => audit.verify({ signal }),
};
