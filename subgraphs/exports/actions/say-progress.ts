import type { Log } from '@aqmrg/platform/log.ts';
import type { ExportJob, ExportStatus } from '../domain/export-job.ts';
import type { TellProgress } from '../store/progress.ts';

type Whose = Pick<ExportJob, 'id' | 'owner'>;

/** Says how exports move on, without keeping whoever makes them waiting: of one there is one word under way, and the last one is always said. */
export const createSaying = (tell: TellProgress, log: Log) => {
  const underWay = new Map<string, Promise<void>>();

  const begin = async ({ id, owner }: Whose, status: ExportStatus): Promise<void> => {
    try {
      await tell({ id, owner, status });
    } catch (error) {
      log.debug({ err: error, export: id }, 'it could not be told that an export moved on');
    }
  };
  const say = (whose: Whose, status: ExportStatus, after?: Promise<void>): void => {
    const said = Promise.resolve(after)
      .then(() => begin(whose, status))
      .finally(() => {
        if (underWay.get(whose.id) === said) underWay.delete(whose.id);
      });
    underWay.set(whose.id, said);
  };

  return {
    /** Left out where the word before is still under way. */
    movedOn(whose: Whose): void {
      if (!underWay.has(whose.id)) say(whose, 'RUNNING');
    },
    /** Said behind the word before. */
    became(whose: Whose, status: ExportStatus): void {
      say(whose, status, underWay.get(whose.id));
    },
    settled: async (): Promise<void> => void (await Promise.all(underWay.values())),
  };
};
