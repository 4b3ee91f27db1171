import { randomUUID } from 'node:crypto';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { urlRefusal } from '../../adapters/safe-fetch/url.ts';
import { openDeliveryLog } from '../../store/receivers/delivery-log.ts';
import { openReceivers } from '../../store/receivers/receivers.ts';
import { createConsent } from './consent.ts';
import { createDeliveries } from './deliveries.ts';
import { createKeeping } from './keep-receivers.ts';
import { createLinks } from './links.ts';
import { createLinksTo } from './links-to.ts';
import { createReceiverSecrets } from './secrets.ts';

interface Ground {
  readonly database: Database;
  readonly cache: Cache;
  readonly settings: {
    readonly secret: string;
    /** The address of this graph. */
    readonly publicUrl: string;
    /** CIDR: networks of one's own that webhooks may reach. */
    readonly privateRanges: readonly string[];
  };
  readonly log: Log;
  readonly now: () => EpochMs;
  readonly onQueued: () => void;
  readonly onUnheeded: () => void;
}

/** All that is done with receivers, when somebody asks or clicks. */
export const openReceiverDesk = (ground: Ground) => {
  const { database, settings, now, onUnheeded } = ground;
  const { secret, publicUrl, privateRanges } = settings;
  const receivers = openReceivers(database);
  const secrets = createReceiverSecrets(secret);
  const tokens = createLinks(secret);
  const common = { ...ground, newId: randomUUID };
  const keeping = createKeeping({
    ...{ ...common, receivers, secrets },
    urlRefusal: (url) => urlRefusal(url, privateRanges),
  });
  return {
    ...{ receivers, secrets, keeping },
    linksTo: createLinksTo({ tokens, publicUrl, now }),
    deliveries: createDeliveries({ ...common, keeping, deliveries: openDeliveryLog(database) }),
    consent: createConsent({ receivers, links: tokens, now, onUnheeded }),
  };
};
