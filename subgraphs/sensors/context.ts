import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AssignNetwork } from './actions/assign-network.ts';
import type { Changes } from './actions/change.ts';
import type { Register } from './actions/register.ts';
import type { Network, Sensor, Site } from './domain/sensor.ts';
import { createLoaders, type Loaders } from './store/loaders.ts';
import type { Places } from './store/places.ts';
import type { Sensors } from './store/sensors.ts';

/** What resolvers of this room stand on. */
export interface SensorsContext extends RequestContext {
  /** One instant for the whole request, so that no sensor is online here and offline there. */
  readonly at: EpochMs;
  readonly sensors: Sensors;
  readonly places: Places;
  readonly load: Loaders;
  readonly register: Register;
  readonly assignNetwork: AssignNetwork;
  readonly changes: Changes;
  readonly cursors: Cursors;
}

/** Places in lists as clients carry them. */
export interface Cursors {
  readonly encode: (list: 'sensors' | 'sites', row: Sensor | Site | Network) => string;
  /** Rejects with BAD_INPUT, field `after`. */
  readonly decode: (
    list: 'sensors' | 'sites',
    cursor: string,
  ) => { readonly name: string; readonly id: string };
}

export interface RoomGround {
  readonly sensors: Sensors;
  readonly places: Places;
  readonly register: Register;
  readonly assignNetwork: AssignNetwork;
  readonly changes: Changes;
  readonly cursors: Cursors;
}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): SensorsContext => {
    const at = request.now();
    return { ...request, ...ground, at, load: createLoaders({ ...ground, at }) };
  };
