import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';

/** What of a caller decides whose readings they may report. */
export interface Reporter {
  readonly kind: 'anonymous' | 'user' | 'key' | 'service';
  readonly role: 'PUBLIC' | 'AUTHENTICATED' | 'ADMIN';
  readonly organisation: string | null;
  readonly scopes: readonly string[];
  /** The networks that a key is bound to; null: to none in particular. */
  readonly networks: readonly string[] | null;
}

export type OwnedSensor = Pick<SensorChanged, 'networkId' | 'organisation'>;

/** Whether they may report anything at all: the same as the policy of `reportReadings`. */
export const mayIngest = ({ kind, role, scopes }: Reporter): boolean => {
  switch (kind) {
    case 'anonymous':
      return false;
    case 'service':
      return true;
    case 'user':
      return role !== 'PUBLIC';
    case 'key':
      return scopes.includes('ingest');
    default:
      throw kind satisfies never;
  }
};

/**
 * Whether they may report this sensor. Admins and our own services report every sensor; people those of the networks of their
 * organisation; keys the same, within the networks that they are bound to. A key without an organisation was made by an Admin,
 * and its networks alone bind it.
 */
export const mayReport = (reporter: Reporter, sensor: OwnedSensor): boolean => {
  if (!mayIngest(reporter)) return false;
  const { kind, role, organisation, networks } = reporter;
  if (kind === 'service') return true;
  if (kind === 'user') return role === 'ADMIN' || isOf(organisation, sensor);
  return (
    (organisation === null || isOf(organisation, sensor)) &&
    (networks === null || networks.includes(sensor.networkId))
  );
};

/** A network that is nobody's in particular is not everybody's. */
const isOf = (organisation: string | null, sensor: OwnedSensor): boolean =>
  organisation !== null && organisation === sensor.organisation;
