import { randomUUID } from 'node:crypto';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Channels } from '../../adapters/channel.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { openNotifying } from '../../store/notify/notifying.ts';
import { openOutbox } from '../../store/notify/outbox.ts';
import { composeMessage } from '../messages/compose.ts';
import type { LinksTo } from '../receivers/links-to.ts';
import type { SealedSecrets } from '../receivers/secrets.ts';
import { startDispatcher } from './dispatcher.ts';
import { startNotifier } from './notifier.ts';

interface Ground {
  readonly database: Database;
  readonly directory: Pick<Directory, 'find'>;
  readonly channels: Channels;
  readonly secrets: SealedSecrets;
  readonly linksTo: LinksTo;
  readonly log: Log;
  readonly now: () => EpochMs;
}

/** Finds out who has to be told, and tells them, for as long as this process goes on. */
export const startSending = ({ database, directory, channels, secrets, linksTo, log, now }: Ground) => {
  const dispatcher = startDispatcher({
    ...{ outbox: openOutbox(database), channels, log, now, random: Math.random },
    compose: (notice, receiver: Receiver) => composeMessage(notice, receiver, linksTo(receiver)),
    openSecrets: ({ id }, sealed) => secrets.openAt(id, sealed, now()),
  });
  const notifier = startNotifier({
    ...{ notifying: openNotifying(database), directory, newId: randomUUID, log, now },
    onQueued: dispatcher.poke,
  });
  return {
    /** Something of an incident changed. */
    onChanged: notifier.poke,
    /** There is something to send. */
    onQueued: dispatcher.poke,
    async stop(): Promise<void> {
      await notifier.stop();
      await dispatcher.stop();
      await Promise.all(Object.values(channels).map((channel) => channel.close?.()));
    },
  };
};
