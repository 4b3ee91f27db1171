import { createLog } from '@aqmrg/platform/log.ts';
import type { Ground, PortName } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { Feed } from './feed.ts';
import { readingsRoom, sensorsRoom } from './graph.ts';

/** Both rooms in this process, by the link that the product itself uses in process. */
export const openRooms = async (feed: Feed): Promise<ReadonlyMap<string, SubgraphLink>> => {
  const ground = { log: createLog('warn'), now: Date.now };
  const links = await Promise.all(
    [readingsRoom(feed), sensorsRoom].map(async (definition) => {
      // they keep nothing, so that they need no ports
      const room = await definition.build(ground as Ground<PortName>);
      return [definition.name, openLink(definition, room, ground)] as const;
    }),
  );
  return new Map(links);
};
