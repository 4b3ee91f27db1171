import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Checked } from '../domain/checking.ts';
import {
  checkNetwork,
  checkSensor,
  checkSite,
  type NetworkRegistration,
  type SensorRegistration,
  type SiteRegistration,
} from '../domain/registration.ts';
import {
  isSameNetwork,
  type Network,
  type Sensor,
  type SensorContent,
  type Site,
  saysTheSame,
  withSiteDefaults,
} from '../domain/sensor.ts';
import type { Places } from '../store/places.ts';
import type { Registrations } from '../store/registrations.ts';
import type { Sensors } from '../store/sensors.ts';
import { missing, type Registered, taken } from './outcome.ts';
import type { Publisher } from './publish-changes.ts';
import type { Registrar, TellAssignments } from './tell-assignments.ts';

/** Many registrations at once. Sensors may name networks and sites of the same call. */
export interface BulkRegistration {
  readonly networks?: readonly NetworkRegistration[];
  readonly sites?: readonly SiteRegistration[];
  readonly sensors?: readonly SensorRegistration[];
}

/** One outcome for each registration, in its order. What is taken or invalid does not hold up the others. */
export interface BulkOutcome {
  readonly networks: readonly Registered<Network>[];
  readonly sites: readonly Registered<Site>[];
  readonly sensors: readonly Registered<Sensor>[];
}

export interface RegisterGround {
  readonly sensors: Sensors;
  readonly places: Places;
  readonly registrations: Registrations;
  readonly publisher: Publisher;
  readonly tellAssignments: TellAssignments;
  /** Newest revisions of sensors that only the event log remembers. */
  readonly onlyInLog: ReadonlyMap<string, number>;
  readonly now: () => EpochMs;
}

type Refusal = Exclude<Registered<never>, { readonly kind: 'done' }>;
type Entry<Said> = { readonly said: Said } | { readonly refused: Refusal };

interface Shelf<Said, Kept> {
  readonly what: string;
  readonly find: (ids: readonly string[]) => Promise<readonly Kept[]>;
  /** Resolves with the ids that were made. */
  readonly make: (rows: readonly Said[]) => Promise<ReadonlySet<string>>;
  readonly isSame: (kept: Kept, said: Said) => boolean;
}

interface Identified {
  readonly id: string;
}

const byId = <T extends Identified>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

const entryOf = <T>(checked: Checked<T>): Entry<T> =>
  checked.ok ? { said: checked.value } : { refused: { kind: 'invalid', ...checked.problem } };

const saidOf = <T>(entries: readonly Entry<T>[]): T[] =>
  entries.flatMap((entry) => ('said' in entry ? [entry.said] : []));

/** Three statements for any number of rows: what is there, make the rest, what is there now. */
const settle = async <Said extends Identified, Kept extends Identified>(
  entries: readonly Entry<Said>[],
  shelf: Shelf<Said, Kept>,
): Promise<Registered<Kept>[]> => {
  // of an id that comes twice in one call, the first is the one to be made
  const said = byId(saidOf(entries).reverse());
  const kept = said.size === 0 ? new Map<string, Kept>() : byId(await shelf.find([...said.keys()]));
  const absent = [...said.values()].filter(({ id }) => !kept.has(id));
  let made: ReadonlySet<string> = new Set();
  if (absent.length > 0) {
    made = await shelf.make(absent);
    for (const row of await shelf.find(absent.map(({ id }) => id))) kept.set(row.id, row);
  }
  return entries.map((entry) => {
    if ('refused' in entry) return entry.refused;
    const value = kept.get(entry.said.id);
    return value !== undefined && shelf.isSame(value, entry.said)
      ? { kind: 'done', value, isNew: made.has(value.id) }
      : taken(shelf.what, entry.said.id);
  });
};

const isEqual = <T extends object>(kept: T, said: T): boolean =>
  (Object.keys(said) as (keyof T)[]).every((key) => JSON.stringify(kept[key]) === JSON.stringify(said[key]));

/** Refuses sensors whose network or site does not stand; fills in what the others leave to their site. */
const placeSensors = async (
  entries: readonly Entry<SensorContent>[],
  places: Places,
): Promise<Entry<SensorContent>[]> => {
  const said = saidOf(entries);
  if (said.length === 0) return [...entries];
  const networks = byId(await places.networksByIds([...new Set(said.map(({ networkId }) => networkId))]));
  const siteIds = new Set(said.flatMap(({ siteId }) => siteId ?? []));
  const sites = siteIds.size === 0 ? new Map<string, Site>() : byId(await places.sitesByIds([...siteIds]));
  return entries.map((entry) => {
    if ('refused' in entry) return entry;
    const { networkId, siteId } = entry.said;
    if (!networks.has(networkId)) return { refused: missing('network', networkId) };
    if (siteId === null) return entry;
    const site = sites.get(siteId);
    return site === undefined
      ? { refused: missing('site', siteId) }
      : { said: withSiteDefaults(entry.said, site) };
  });
};

/**
 * Registers networks, sites and sensors. What stands already with the same content is done without a change; what stands
 * with other content stays as it is and comes back as taken.
 */
export const createRegister =
  ({ sensors, places, registrations, publisher, tellAssignments, onlyInLog, now }: RegisterGround) =>
  async (bulk: BulkRegistration, by: Registrar): Promise<BulkOutcome> => {
    const networks = await settle(
      (bulk.networks ?? []).map((input) => entryOf(checkNetwork(input))),
      {
        what: 'network',
        find: places.networksByIds,
        make: (rows) => registrations.makeNetworks(rows, now(), tellAssignments(by)),
        isSame: isSameNetwork,
      },
    );
    const sites = await settle(
      (bulk.sites ?? []).map((input) => entryOf(checkSite(input))),
      {
        what: 'site',
        find: places.sitesByIds,
        make: (rows) => registrations.makeSites(rows, now()),
        isSame: isEqual<Site>,
      },
    );
    const placed = await placeSensors(
      (bulk.sensors ?? []).map((input) => entryOf(checkSensor(input))),
      places,
    );
    const settled = await settle<SensorContent, Sensor>(placed, {
      what: 'sensor',
      find: sensors.byIds,
      make: (rows) =>
        registrations.makeSensors(
          rows.map((row) => ({ ...row, revision: (onlyInLog.get(row.id) ?? 0) + 1 })),
          now(),
        ),
      isSame: saysTheSame,
    });
    if (settled.some((outcome) => outcome.kind === 'done' && outcome.isNew)) await publisher.publish();
    return { networks, sites, sensors: settled };
  };

export type Register = ReturnType<typeof createRegister>;
