import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { createDayFinder, zoneOf } from '../domain/archive/local-day.ts';
import { marksOf } from '../domain/archive/mark.ts';
import { createMarked } from '../domain/archive/marked.ts';
import type { ArchiveDays } from '../store/archive-days.ts';
import { isAway } from '../store/away.ts';

interface Ground {
  readonly eventLog: EventLog;
  readonly directory: Pick<Directory, 'find' | 'catchUp'>;
  readonly days: Pick<ArchiveDays, 'mark'>;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Marks the files of the archive that readings belong to. A batch is dealt with when its marks are stored; marked again, a file is built once more, to the same bytes. */
export const markArchive = ({ eventLog, directory, days, now, log }: Ground): Consumer => {
  const dayAt = createDayFinder();
  const marked = createMarked();

  return eventLog.consume({
    topic: readingsAccepted,
    group: 'exports.mark-archive',
    batchSize: 2_000,
    async handle(records) {
      const accepted = records.map(({ value }) => value);
      // one that was registered a moment ago has a calendar of its own, too
      if (accepted.some(({ sensorId }) => directory.find(sensorId) === undefined)) await directory.catchUp();
      const calendar = { zoneOf: (id: string) => zoneOf(directory.find(id)?.timeZone), dayAt };
      const at = now();
      const news = marksOf(accepted, calendar, at).filter((mark) => marked.isNews(mark, at));
      await days.mark(news);
      marked.remember(news, at);
    },
    isTransient: isAway,
    onDeadLetter: ({ key, cause, position }) =>
      log.error({ sensorId: key, cause, position }, 'Readings could not be marked for the archive'),
  });
};
