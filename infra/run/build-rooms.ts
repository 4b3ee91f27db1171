import { ConfigError } from '@aqmrg/platform/config/read.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Meters } from '@aqmrg/platform/observe/meters.ts';
import type { createPortMetrics } from '@aqmrg/platform/observe/port-metrics.ts';
import { tracedPorts } from '@aqmrg/platform/observe/port-spans.ts';
import type {
  Ground,
  PortName,
  Ports,
  RequestContext,
  Room,
  SubgraphDefinition,
} from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import {
  alertSettingsOf,
  authSettingsOf,
  exportSettingsOf,
  modelsDirOf,
  rateLimitsOf,
  secretOf,
} from './ground.ts';
import type { OpenPorts } from './open-ports.ts';
import { rooms } from './rooms.ts';

/** A room of this process. */
export interface Standing {
  readonly definition: SubgraphDefinition;
  readonly room: Room<RequestContext>;
  readonly link: SubgraphLink;
}

/** The rooms of this process: in the embedded profile all or, for a gateway that stands apart, none. */
export const roomsHere = (config: Config): readonly SubgraphDefinition[] => {
  const served: ReadonlySet<string> = new Set(config.SERVE);
  const here = rooms.filter(({ name }) => served.has(name));
  if (config.PROFILE === 'embedded' && here.length > 0 && here.length < rooms.length) {
    const names = rooms.map(({ name }) => name).join(',');
    throw new ConfigError([
      `SERVE=${config.SERVE.join(',')}: the embedded profile keeps all subgraphs in one process; use gateway, or ${names}, or both; or PROFILE=distributed`,
    ]);
  }
  return here;
};

interface Building {
  readonly config: Config;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly openPorts: OpenPorts;
  /** Gets the link of each room that is built. */
  readonly links: Map<string, SubgraphLink>;
  readonly metered: ReturnType<typeof createPortMetrics>;
  readonly meters: Meters;
}

export const buildRooms = async (building: Building): Promise<readonly Standing[]> => {
  const { config, log, lifecycle, openPorts, links, metered, meters } = building;
  const reach = (name: string): SubgraphLink => {
    const link = links.get(name);
    if (!link) throw new Error(`nothing serves ${name}`);
    return link;
  };
  const common = {
    now: Date.now,
    replay: config.REPLAY,
    cursorSecret: await secretOf(config.CURSOR_SECRET, config.DATA_DIR, 'cursor-secret'),
    rateLimits: rateLimitsOf(config),
    modelsDir: modelsDirOf(config),
    meters,
    ...(config.SERVE.includes('auth') ? { auth: await authSettingsOf(config) } : {}),
    ...(config.SERVE.includes('alerts') ? { alerts: await alertSettingsOf(config) } : {}),
    ...(config.SERVE.includes('exports') ? { exports: await exportSettingsOf(config) } : {}),
    reach,
  };
  // side by side: the ports take most of a start
  return Promise.all(
    roomsHere(config).map(async (definition) => {
      const opened = (await openPorts(definition.uses, definition.name)) as Pick<Ports, PortName>;
      const ports = tracedPorts(metered(definition.name, opened));
      const ground: Ground<PortName> = { ...common, ...ports, log: log.child({ room: definition.name }) };
      const room = await definition.build(ground);
      lifecycle.onStop(definition.name, async () => room.stop?.());
      const link = openLink(definition, room, ground);
      links.set(definition.name, link);
      return { definition, room, link };
    }),
  );
};
