import { randomUUID } from 'node:crypto';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { defineSubgraph, type RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import { createConsent } from '../../actions/receivers/consent.ts';
import { createDeliveries } from '../../actions/receivers/deliveries.ts';
import type { ReceiversGround } from '../../actions/receivers/ground.ts';
import { createKeeping } from '../../actions/receivers/keep-receivers.ts';
import { createLinks } from '../../actions/receivers/links.ts';
import { createReceiverSecrets } from '../../actions/receivers/secrets.ts';
import type { AlertsContext } from '../../context.ts';
import { access } from '../../resolvers/access.ts';
import { receiverResolvers } from '../../resolvers/receivers/index.ts';
import { openDeliveryLog } from '../../store/receivers/delivery-log.ts';
import { openReceivers } from '../../store/receivers/receivers.ts';
import type { Bench } from './open-bench.ts';

/** A member of makerere with an account. */
export const makeMember = (changes: Partial<Caller> = {}): Caller => ({
  ...anonymous,
  kind: 'user',
  id: 'ada',
  role: 'AUTHENTICATED',
  organisation: 'makerere',
  organisationRole: 'MEMBER',
  ...changes,
});

const roomSecret = 'for tests only';

const part = defineSubgraph({
  ...{ name: 'alerts', schema: new URL('../../schema.graphql', import.meta.url), access, uses: [] },
  build: () => Promise.reject(new Error('It stands.')),
});

/** The graph of receivers over a bench. */
export const openReceiversGraph = (bench: Bench) => {
  const { database, now } = bench;
  const log = bench.ground.log;
  const pokes = { queued: 0, unheeded: 0 };
  let onQueued = () => {};
  const receivers = openReceivers(database);
  const secrets = createReceiverSecrets(roomSecret);
  const links = createLinks(roomSecret);
  const cache = openMemoryCache({ now });
  const told = {
    onQueued() {
      pokes.queued += 1;
      onQueued();
    },
    onUnheeded() {
      pokes.unheeded += 1;
    },
  };
  const urlRefusal = (url: string) => (url.startsWith('https:') ? undefined : 'It does not use https.');
  const common = { cache, log, newId: randomUUID, now, ...told };
  const keeping = createKeeping({ ...common, receivers, secrets, urlRefusal });
  const ground: ReceiversGround = {
    keeping,
    keptReceivers: receivers,
    deliveries: createDeliveries({ ...common, keeping, deliveries: openDeliveryLog(database) }),
    cursorSecret: roomSecret,
  };
  const room = {
    resolvers: { ...receiverResolvers },
    events: { alertRaised: () => false },
    context: (request: RequestContext) => ({ ...request, ...ground }) as AlertsContext,
  };
  const link = openLink(part, room as never, { log, now });

  const ask = async (document: string, variables: Record<string, unknown> = {}, caller = makeMember()) => {
    const signal = AbortSignal.timeout(30_000);
    const answer = await link.execute({ document, variables, caller, requestId: 'test', signal });
    // plain objects, as they come over HTTP
    return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
  };
  return {
    ...{ receivers, secrets, links, pokes, ask },
    consent: createConsent({ receivers, links, now, onUnheeded: told.onUnheeded }),
    whenQueued(listener: () => void) {
      onQueued = listener;
    },
    /** Asks one field, and throws where it cannot be answered. */
    async field(document: string, variables: Record<string, unknown> = {}, caller = makeMember()) {
      const { data, errors } = await ask(document, variables, caller);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return Object.values(data)[0] as ReturnType<typeof JSON.parse>;
    },
  };
};
export type ReceiversGraph = ReturnType<typeof openReceiversGraph>;
