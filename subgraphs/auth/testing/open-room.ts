import type { RateLimits } from '@aqmrg/platform/access/rate-limit.ts';
import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import type { AuthSettings, Ground, PortName } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { Account } from '../domain/account.ts';
import { auth as definition } from '../index.ts';
import { monday, openTestLog } from './open-ground.ts';
import { callerOf } from './people.ts';

export const log = createLog('silent');

export const settings: AuthSettings = {
  secret: 'a secret of thirty-two characters or more',
  setupToken: 'the set-up token of these tests',
  signUp: 'approval',
  issuer: 'http://localhost:8000',
  accessTokenMs: 600_000,
  sessionMs: 30 * 86_400_000,
};

interface RoomPorts {
  readonly database: Database;
  readonly eventLog: EventLog;
  /** Its own where it is left out, on the room's clock. */
  readonly cache?: Cache;
}

/** The real room on the real drivers; `clock.now` can be moved. */
export const openRoom = async (
  ports: RoomPorts,
  wanted: Partial<AuthSettings> = {},
  rates: Partial<RateLimits> = {},
) => {
  const clock = { now: monday };
  const now = () => clock.now;
  const cache = ports.cache ?? openMemoryCache({ now });
  const room = await definition.build({
    ...ports,
    cache,
    log,
    now,
    replay: { kind: 'off' },
    cursorSecret: 'for tests only',
    auth: { ...settings, ...wanted },
    rateLimits: {
      costPerMinute: 1_000_000,
      strangersCostPerMinute: 1_000_000,
      mutationsPerMinute: 1_000_000,
      signInsPerMinute: 1_000_000,
      rowsPerMinute: 1_000_000,
      socketsPerMinute: 1_000_000,
      ...rates,
    },
    reach: () => {
      throw new Error('The tests of this room reach no other.');
    },
  } satisfies Partial<Ground<PortName>> as unknown as Ground<PortName>);
  await room.begin?.();
  const link = openLink(definition, room, { log, now });

  /** Asks as `caller` from `from`. */
  const ask =
    (caller: Caller, from: string | undefined = '192.0.2.1') =>
    async (document: string, variables: Record<string, unknown> = {}) => {
      const signal = AbortSignal.timeout(20_000);
      const request = { document, variables, caller, from, requestId: 'test', signal };
      const { data, errors } = await link.execute(request);
      // plain objects, as they come over HTTP
      return JSON.parse(JSON.stringify({ data: data ?? null, errors: errors ?? [] }));
    };

  return {
    clock,
    cache,
    room,
    link,
    ask,
    asStranger: ask(anonymous),
    asService: ask(service('tests')),
    /** As whoever has a token of this account. */
    as: (account: Account, session?: string) =>
      ask({ ...callerOf(account), ...(session === undefined ? {} : { session }) }),
    stop: async () => room.stop?.(),
  };
};

/** Another room over the same database, on a log of its own: in one process, one log hears each consumer once. */
export const openRoomBeside = async (
  { database }: Pick<RoomPorts, 'database'>,
  ...wanted: readonly [Partial<AuthSettings>?, Partial<RateLimits>?]
): Promise<TestRoom> => {
  const { eventLog, close } = await openTestLog();
  const room = await openRoom({ database, eventLog }, ...wanted);
  return {
    ...room,
    async stop() {
      await room.stop();
      await close();
    },
  };
};

export type TestRoom = Awaited<ReturnType<typeof openRoom>>;
