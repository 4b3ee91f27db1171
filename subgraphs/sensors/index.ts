import { randomUUID } from 'node:crypto';
import { service } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { createAssignNetwork } from './actions/assign-network.ts';
import { catchUp } from './actions/catch-up.ts';
import { createChanges } from './actions/change.ts';
import { createPublisher } from './actions/publish-changes.ts';
import { createRegister } from './actions/register.ts';
import { createTellAssignments } from './actions/tell-assignments.ts';
import { type Registrations, startReplay } from './adapters/replay/index.ts';
import { reportThrough } from './adapters/report-readings.ts';
import { noteLastSeen } from './consumers/note-last-seen.ts';
import { type Cursors, createContext } from './context.ts';
import { access } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { openLastSeen } from './store/last-seen.ts';
import { openPlaces } from './store/places.ts';
import { openPublications } from './store/publications.ts';
import { openRegistrations } from './store/registrations.ts';
import { openSensors } from './store/sensors.ts';

const replayer = service('replay');

const until = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

export const sensors = defineSubgraph({
  name: 'sensors',
  schema: new URL('./schema.graphql', import.meta.url),
  access,
  uses: ['database', 'eventLog', 'cache'],
  async build({ database, eventLog, cache, log, now, replay, cursorSecret, reach }) {
    const publications = openPublications(database);
    const lastSeen = openLastSeen(database);
    const publisher = createPublisher({ publications, eventLog, log });
    const onlyInLog = new Map<string, number>();
    const ground = {
      sensors: openSensors(database),
      places: openPlaces(database),
      registrations: openRegistrations(database),
      publisher,
      tellAssignments: createTellAssignments({ eventLog, now }),
      onlyInLog,
      now,
    };
    const register = createRegister(ground);
    const cursors: Cursors = {
      encode: (list, { name, id }) => encodeCursor(list, [name, id], cursorSecret),
      decode(list, cursor) {
        const [name, id] = decodeCursor(list, cursor, cursorSecret) as [string, string];
        return { name, id };
      },
    };

    const stopping = new AbortController();
    let consumer: Consumer | undefined;
    let replaying: ReturnType<typeof lead> | undefined;
    let hasBegun = false;

    /** Of all processes one replays: what is told twice would be taken once, but asked for twice. */
    const replayAt = async (speed: number, signal: AbortSignal): Promise<void> => {
      const report = reportThrough((document, variables) =>
        reach('readings').execute({
          document,
          variables,
          caller: replayer,
          requestId: randomUUID(),
          signal: stopping.signal,
        }),
      );
      const registerReplayed = async (registrations: Registrations): Promise<void> => {
        const outcomes = Object.values(await register(registrations, replayer)).flat();
        const refused = outcomes.filter(({ kind }) => kind !== 'done');
        // what an administrator has changed since comes back as taken, and stays as it was changed
        if (refused.length > 0)
          log.warn(
            { refused: refused.slice(0, 5), count: refused.length },
            'Not all of the replay stands as it was recorded',
          );
      };
      const { done } = startReplay({
        register: registerReplayed,
        report,
        newest: lastSeen.newest,
        now,
        speed,
        log,
        signal,
      });
      await done;
      // one that failed stays ended until another process leads
      await until(signal);
    };

    return {
      resolvers,
      context: createContext({
        ...ground,
        register,
        assignNetwork: createAssignNetwork(ground),
        changes: createChanges(ground),
        cursors,
      }),
      async begin() {
        const ahead = await catchUp({ publications, eventLog, log });
        for (const [id, revision] of ahead) onlyInLog.set(id, revision);
        await publisher.publish();
        consumer = noteLastSeen({ eventLog, lastSeen, onChange: publisher.publish, log });
        if (replay.kind === 'on') {
          const { speed } = replay;
          replaying = lead({ cache, name: 'replay', log, work: (signal) => replayAt(speed, signal) });
        }
        hasBegun = true;
      },
      async ready() {
        if (!hasBegun) throw new AirError('SUBGRAPH_UNAVAILABLE', 'The sensors room has not begun yet.');
        await database.ping();
      },
      async stop() {
        await replaying?.stop();
        stopping.abort();
        await consumer?.stop();
        await publisher.stop();
      },
    };
  },
});
