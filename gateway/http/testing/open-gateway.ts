import type { Identity } from '@aqmrg/platform/access/identity.ts';
import { identityOf } from '@aqmrg/platform/access/testing/identities.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { parse } from 'graphql';
import { type GatewayOptions, startGateway } from '../../index.ts';
import { compose } from '../../supergraph/compose.ts';

const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@composeDirective"])
    @link(url: "https://aqmrg.example/access/v1.0", import: ["@access"])
    @composeDirective(name: "@access")
  directive @access(policy: String!, sameForAll: Boolean!) repeatable on FIELD_DEFINITION
  type Query {
    air: String @cost(weight: 30) @access(policy: "Public", sameForAll: true)
    mine: String @access(policy: "Authenticated, own", sameForAll: false)
  }
  type Mutation { change: String @cost(weight: 30) @access(policy: "Admin", sameForAll: false) }
  type Subscription { ticks: Int @cost(weight: 30) @access(policy: "Public", sameForAll: true) }`;

const { supergraphSdl, apiSdl } = compose([{ name: 'airs', url: 'http://airs', typeDefs: parse(sdl) }]);

export const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };
export const bob: Caller = { ...ada, id: 'bob' };

/** A gateway before one subgraph, which says who asked it; everything that it was asked is kept. */
export const openGateway = async (options: Partial<GatewayOptions> = {}) => {
  const asked: GraphRequest[] = [];
  let release: (() => void) | undefined;
  let held: Promise<void> | undefined;
  const link: SubgraphLink = {
    name: 'airs',
    async execute(request) {
      asked.push(request);
      await held;
      const name = /(air|mine|change)/.exec(request.document)?.[1] as string;
      return { data: { [name]: request.caller.id } };
    },
    async subscribe(request) {
      asked.push(request);
      return (async function* () {
        yield { data: { ticks: 1 } };
      })();
    },
    ready: async () => {},
  };
  const log = createLog('silent');
  const lifecycle = createLifecycle(log);
  const identity: Identity = identityOf({ 'Bearer ada': ada, 'Bearer bob': bob });
  const address = await startGateway({
    graph: { supergraphSdl, apiSdl },
    links: new Map([['airs', link]]),
    mountDoors: async () => {},
    remoteDoors: [],
    identity,
    corsOrigins: ['https://friend.example'],
    host: '127.0.0.1',
    port: 0,
    log,
    lifecycle,
    ...options,
  });

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    address,
    asked,
    post,
    ask: async (query: string, headers: Record<string, string> = {}) =>
      (await post({ query }, headers)).json() as Promise<{
        readonly data?: Record<string, unknown>;
        readonly errors?: readonly {
          readonly message: string;
          readonly extensions: { readonly code: string };
        }[];
      }>,
    /** The subgraph answers nothing until it is let go. */
    hold() {
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release?.();
    },
    stop: () => lifecycle.stop('the test is over'),
  };
};

export type TestGateway = Awaited<ReturnType<typeof openGateway>>;
