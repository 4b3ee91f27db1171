import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RateLimits } from '../access/rate-limit.ts';
import type { Caller } from '../caller.ts';
import type { Log } from '../log.ts';
import type { Meters } from '../observe/meters.ts';
import type { Cache } from '../ports/cache.ts';
import type { Database } from '../ports/database.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SeriesReader, SeriesWriter } from '../ports/series.ts';
import type { SeriesFiles } from '../ports/series-files.ts';
import type { AccessTable } from './access.ts';
import type { EventRules } from './event-rules.ts';
import type { SubgraphLink } from './link.ts';
import type { IResolvers } from './resolvers.ts';

/** Everything a room may stand on. It gets what it declares in `uses`, opened when it is first needed. */
export interface Ports {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly seriesWriter: SeriesWriter;
  readonly seriesReader: SeriesReader;
  readonly seriesFiles: SeriesFiles;
  readonly cache: Cache;
  readonly objectStore: ObjectStore;
}
export type PortName = keyof Ports;

/** The ground of one room: its ports and what every room has. */
export type Ground<P extends PortName> = Pick<Ports, P> & {
  readonly log: Log;
  /** Epoch ms. The only clock. */
  readonly now: () => number;
  /** On, off, or how many times faster than real time the built-in recordings are replayed. */
  readonly replay: Replay;
  /** Signs cursors, so that none can be made up. */
  readonly cursorSecret: string;
  /** What each caller may take in a minute. */
  readonly rateLimits: RateLimits;
  /** The folder of the models that forecast. */
  readonly modelsDir: string;
  /** What a room counts of its own, beside the calls of its ports. */
  readonly meters: Meters;
  /** For the room that keeps accounts. */
  readonly auth?: AuthSettings;
  /** For the room that tells people of the air. */
  readonly alerts?: AlertSettings;
  /** For the room that makes files of readings. */
  readonly exports?: ExportSettings;
  /** Another room, or this one, as its clients see it. */
  readonly reach: (name: string) => SubgraphLink;
};

/** How messages leave the house. */
export interface AlertSettings {
  /** Encrypts what receivers are reached by, and signs links in emails. */
  readonly secret: string;
  /** The address of this graph, for links. */
  readonly publicUrl: string;
  /** Null: no email is sent. */
  readonly smtpUrl: string | null;
  readonly smtpTls: 'required' | 'offered' | 'off';
  /** PEM; null: the authorities of the system. */
  readonly smtpCa: string | null;
  readonly mailFrom: string | null;
  /** CIDR: networks of one's own that webhooks may reach. */
  readonly privateRanges: readonly string[];
}

/** How files of readings are made, and given out. */
export interface ExportSettings {
  /** Signs addresses of files. */
  readonly secret: string;
  /** The address of this graph, before those of files. */
  readonly publicUrl: string;
  /** The folder where files lie while they are being written: of this process alone, and made by whoever writes there. */
  readonly scratchDir: string;
}

/** How accounts are made, and how long what they get is good. */
export interface AuthSettings {
  /** Encrypts signing keys at rest. */
  readonly secret: string;
  /** Makes the first Admin. */
  readonly setupToken: string;
  readonly signUp: 'approval' | 'invitation' | 'off';
  /** `iss` of tokens: the address of this graph. */
  readonly issuer: string;
  readonly accessTokenMs: number;
  readonly sessionMs: number;
}

export type Replay = { readonly kind: 'off' } | { readonly kind: 'on'; readonly speed: number };

/** What every resolver's context holds. Rooms add their loaders through `context`. */
export interface RequestContext {
  readonly caller: Caller;
  /** The client's address; absent where one of our own asks. */
  readonly from?: string | undefined;
  readonly requestId: string;
  /** Aborts when the client left or the deadline passed. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** Who comes to a door, and from where: also where a gateway passed the request on. */
export type Visitor = Pick<RequestContext, 'caller' | 'from'>;

/** Mounts HTTP doors. `authenticate` resolves with who comes, or rejects with UNAUTHENTICATED; asked again of a request, with who they are by then. */
export type Routes = (
  app: FastifyInstance,
  authenticate: (request: FastifyRequest) => Promise<Visitor>,
) => void;

/** A room that stands: its edges, and how to begin and end it. */
export interface Room<Context extends RequestContext> {
  readonly resolvers: IResolvers;
  /** Who may get each event. A subscription field without a rule is refused when the schema is built. */
  readonly events?: EventRules<Context>;
  readonly context: (request: RequestContext) => Context;
  readonly routes?: Routes;
  /** Starts consumers and timers. Called once, when every room of this process can be reached. */
  readonly begin?: () => Promise<void>;
  /** Rejects with the reason why it cannot serve yet. */
  readonly ready?: () => Promise<void>;
  /** Ends consumers and timers; the ports close afterwards. */
  readonly stop?: () => Promise<void>;
}

export interface SubgraphDefinition {
  readonly name: string;
  /** The text of its schema.graphql. */
  readonly schema: string;
  /** Paths of its HTTP doors, for a gateway in another process. */
  readonly doors: readonly string[];
  /** Who may ask each field. */
  readonly access: AccessTable;
  readonly uses: readonly PortName[];
  readonly build: (ground: Ground<PortName>) => Promise<Room<RequestContext>>;
}

/** A room's front door: the only thing of a room that others may import. */
export const defineSubgraph = <P extends PortName, C extends RequestContext>(definition: {
  readonly name: string;
  readonly schema: URL;
  readonly doors?: readonly string[];
  readonly access: AccessTable;
  readonly uses: readonly P[];
  readonly build: (ground: Ground<P>) => Promise<Room<C>>;
}): SubgraphDefinition => ({
  name: definition.name,
  schema: readFileSync(definition.schema, 'utf8'),
  doors: definition.doors ?? [],
  access: definition.access,
  uses: definition.uses,
  build: definition.build as unknown as SubgraphDefinition['build'],
});
