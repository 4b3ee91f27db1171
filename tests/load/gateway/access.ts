import type { GatewayOptions } from '@aqmrg/gateway/index.ts';
import type { Identify } from '@aqmrg/gateway/transport/http-link.ts';
import { createIdentitySigner } from '@aqmrg/platform/access/internal-identity.ts';
import { openIdentity } from '@aqmrg/platform/access/open-identity.ts';
import { openToAll } from '@aqmrg/platform/access/testing/identities.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { AccessFact, AccessNews } from '@aqmrg/schema/events/access.ts';

/** Who asks, what they may ask, and how rooms elsewhere are told. */
export type Access = Pick<GatewayOptions, 'identity' | 'rates'> & {
  readonly identify?: (room: string) => Identify;
};

const off: Access = { identity: openToAll };

/** Counted as in production, and never used up. */
const without = 1e15;
const limits = {
  costPerMinute: without,
  strangersCostPerMinute: without,
  mutationsPerMinute: without,
  signInsPerMinute: without,
  rowsPerMinute: without,
  socketsPerMinute: without,
};

const beatEveryMs = 1_000;

/** What auth would tell: all of it at once, and then that it is there. */
async function* news(facts: readonly AccessFact[]): AsyncIterable<AccessNews> {
  yield { kind: 'snapshot', facts: [...facts], isLast: true };
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, beatEveryMs));
    yield { kind: 'beat' };
  }
}

/** As ACCESS says: nothing at all, or every control, with the facts of FACTS for what auth would tell and ISSUER for who signed. */
export const openAccess = async (log: Log): Promise<Access> => {
  const { ACCESS, FACTS = '[]', ISSUER = '' } = process.env;
  if (ACCESS !== 'on') return off;
  const facts = JSON.parse(FACTS) as readonly AccessFact[];
  const identity = openIdentity({ listen: async () => news(facts), issuer: ISSUER, now: Date.now, log });
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await identity.ready();
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const sign = createIdentitySigner({ secret: 'the benchmark verifies nobody', now: Date.now });
  return {
    identity,
    rates: { cache: openMemoryCache(), limits },
    identify: (room) => (caller, from) => sign(room, caller, from),
  };
};
