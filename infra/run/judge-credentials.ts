import { setTimeout } from 'node:timers/promises';
import { newsOf } from '@aqmrg/platform/access/access-news.ts';
import { openIdentity } from '@aqmrg/platform/access/open-identity.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';

const lookEveryMs = 20;
/** A room beside us is heard at once. One elsewhere may be away for long, and strangers need nobody's word. */
const patienceMs = { here: 10_000, elsewhere: 2_000 };

/** What this process knows of credentials, by the word of the auth room, wherever it stands. */
export const judgeCredentials = (
  links: ReadonlyMap<string, SubgraphLink>,
  config: Config,
  log: Log,
  lifecycle: Lifecycle,
) => {
  const listen = newsOf(links.get('auth') as SubgraphLink, config.SERVE.join(','));
  const identity = openIdentity({ listen, issuer: config.PUBLIC_URL, now: Date.now, log });
  lifecycle.onStop('identity', () => identity.close());

  /** Waits until credentials can be judged, so that whoever comes at once finds the door open; not for ever. */
  const settle = async (isHere: boolean): Promise<void> => {
    const deadline = Date.now() + (isHere ? patienceMs.here : patienceMs.elsewhere);
    for (;;) {
      try {
        return await identity.ready();
      } catch (error) {
        if (Date.now() > deadline) {
          log.warn(
            { err: error },
            'nothing is heard of the auth subgraph yet: credentials are refused until it is',
          );
          return;
        }
        await setTimeout(lookEveryMs);
      }
    }
  };
  return { identity, settle };
};
