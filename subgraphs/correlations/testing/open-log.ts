import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';

/** A real log, in a folder that goes with it. */
export const openLog = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'correlations-'));
  const eventLog = await openSqliteEventLog({ folder });
  return {
    folder,
    eventLog,
    async close(): Promise<void> {
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TestLog = Awaited<ReturnType<typeof openLog>>;
