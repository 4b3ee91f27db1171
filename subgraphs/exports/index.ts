import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import { defineSubgraph, type ExportSettings } from '@aqmrg/platform/subgraph/define.ts';
import { exportProgressed } from '@aqmrg/schema/events/exports.ts';
import { createArchiveWork } from './actions/archive/open-archive.ts';
import { createArchiveSweep } from './actions/archive/sweep-archive.ts';
import { createAvailability } from './actions/availability.ts';
import { createDirect } from './actions/direct/direct.ts';
import { clearLeftBehind } from './actions/direct/left-behind.ts';
import { createRowToll } from './actions/direct/row-toll.ts';
import { createFollowing } from './actions/follow-export.ts';
import { createLinks } from './actions/links/links.ts';
import { createMaker } from './actions/make/make-export.ts';
import { createPreparation } from './actions/prepare.ts';
import { createRequests } from './actions/request-export.ts';
import { software } from './actions/software.ts';
import { createTidy, keepTidy } from './actions/tidy.ts';
import { workOff } from './actions/work-off.ts';
import { markArchive } from './consumers/mark-archive.ts';
import { createContext } from './context.ts';
import { downloadDoor } from './domain/links/link.ts';
import { access } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { events } from './resolvers/progress.ts';
import { archiveDoor, createArchiveDoor } from './routes/archive/archive.ts';
import { createDirectDoor } from './routes/direct/direct.ts';
import { directPaths } from './routes/direct/doors.ts';
import { createDownloadDoor } from './routes/downloads/download.ts';
import { openArchiveDays } from './store/archive-days.ts';
import { openExportJobs } from './store/jobs.ts';
import { exportProgress, openProgress } from './store/progress.ts';
import { openExportTidying } from './store/tidying.ts';

/** Words about exports in memory: about a megabyte. */
const liveCapacity = 5_000;
/** Before a file that could not be made or kept is tried again. */
const pauseMs = 1_000;

/** What goes on while the room is open. */
type Work = { readonly stop: () => Promise<unknown> };

export const exports = defineSubgraph({
  name: 'exports',
  schema: new URL('./schema.graphql', import.meta.url),
  doors: [downloadDoor, archiveDoor, ...directPaths],
  access,
  uses: ['database', 'eventLog', 'seriesReader', 'seriesFiles', 'objectStore', 'cache'],
  async build({ database, eventLog, seriesReader: reader, seriesFiles, objectStore, cache, ...more }) {
    const { log, now, rateLimits, cursorSecret } = more;
    const { scratchDir, publicUrl, secret } = more.exports as ExportSettings;
    const scratchOf = (name: string): string => join(scratchDir, name);
    const failed = (what: string) => (error: unknown) =>
      log.error({ err: error }, `${what} lost the event log and goes on where it was`);
    const directory = openDirectory(eventLog, failed('the directory of sensors'));
    const liveFeed = openLiveFeed({
      source: exportProgress(eventLog),
      capacity: liveCapacity,
      onError: failed('the live feed'),
    });
    const stores = { seriesFiles, objectStore };
    const jobs = openExportJobs(database);
    const tidying = openExportTidying(database);
    const days = openArchiveDays(database);
    const tell = openProgress(eventLog);
    const links = createLinks({ secret, publicUrl, now });
    const prepare = createPreparation({ directory, reader, cache, now });
    let making: ReturnType<typeof workOff> | undefined;
    let work: readonly Work[] = [];
    const requests = createRequests({
      ...{ jobs, prepare, tell, now },
      newId: randomUUID,
      look: () => making?.look(),
    });
    const direct = createDirect({
      ...{ prepare, reader, seriesFiles, log, scratch: scratchOf('direct') },
      software: `${software.name} ${software.version}`,
      toll: createRowToll({ cache, rateLimits, log }),
    });

    const beginMaking = () => {
      const scratch = scratchOf('jobs');
      const make = createMaker({ ...stores, directory, scratch, software, pauseMs, log });
      return workOff({ jobs, tidying, make, objectStore, scratch, tell, now, log });
    };
    const archive = createArchiveWork({
      ...{ ...stores, days, directory, now, log },
      scratch: scratchOf('archive'),
    });
    const tidy = keepTidy({ tidy: createTidy({ tidying, objectStore, tell, now, log }), log });
    const sweep = keepTidy({ tidy: createArchiveSweep({ days, objectStore, now, log }), log });

    return {
      resolvers: { ...resolvers },
      events,
      context: createContext({
        ...{ requests, links },
        availability: createAvailability({ reader, directory, cache, now }),
        follow: createFollowing({ find: requests.find, liveFeed, now }),
        liveCursors: createLiveCursors(exportProgressed.name, cursorSecret),
      }),
      routes(app, authenticate) {
        createDownloadDoor({ links, findExport: jobs.findAny, objectStore, now })(app, authenticate);
        createArchiveDoor({ days, objectStore, publicUrl })(app, authenticate);
        createDirectDoor({ direct, now })(app, authenticate);
      },
      async begin() {
        await clearLeftBehind(scratchOf('direct'));
        await Promise.all([directory.start(), liveFeed.start()]);
        making = beginMaking();
        work = [
          making,
          markArchive({ eventLog, directory, days, now, log }),
          lead({
            cache,
            name: 'exports',
            log,
            work: (signal) => Promise.all([archive, tidy, sweep].map((one) => one(signal))),
          }),
        ];
      },
      async ready() {
        if (work.length === 0) throw new Error('exports has not begun.');
        await database.ping();
      },
      async stop() {
        await Promise.all(work.map((one) => one.stop()));
        await Promise.all([liveFeed.stop(), directory.stop()]);
      },
    };
  },
});
