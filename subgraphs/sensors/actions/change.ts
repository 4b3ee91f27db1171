import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { retired, type SensorUpdate, updated } from '../domain/change.ts';
import type { Checked } from '../domain/checking.ts';
import type { Sensor } from '../domain/sensor.ts';
import { isSlug } from '../domain/slug.ts';
import type { Places } from '../store/places.ts';
import type { Registrations } from '../store/registrations.ts';
import type { Sensors } from '../store/sensors.ts';
import { type Changed, missing } from './outcome.ts';
import type { Publisher } from './publish-changes.ts';

export interface ChangeGround {
  readonly sensors: Sensors;
  readonly places: Places;
  readonly registrations: Registrations;
  readonly publisher: Publisher;
  readonly now: () => EpochMs;
}

/** A sensor that changes under our hands this often is being fought over. */
const mostTries = 5;

export interface SensorRetirement {
  readonly id: string;
  /** Now where it is left out. */
  readonly deployedTo?: EpochMs | null | undefined;
}

export const createChanges = ({ sensors, places, registrations, publisher, now }: ChangeGround) => {
  const find = async (id: string): Promise<Sensor | undefined> =>
    isSlug(id) ? (await sensors.byIds([id]))[0] : undefined;

  /** Decides on what stands and stores it, anew where somebody else came first. A change of nothing is no change. */
  const change = async (
    id: string,
    decide: (sensor: Sensor) => Checked<Sensor>,
  ): Promise<Changed<Sensor>> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const sensor = await find(id);
      if (sensor === undefined) return missing('sensor', id);
      const next = decide(sensor);
      if (!next.ok) return { kind: 'invalid', ...next.problem };
      if (isUnchanged(sensor, next.value)) return { kind: 'done', value: sensor, isNew: false };
      const { siteId } = next.value;
      if (siteId !== null && siteId !== sensor.siteId && (await places.sitesByIds([siteId])).length === 0) {
        return missing('site', siteId);
      }
      if (await registrations.replaceSensor(next.value, now())) {
        await publisher.publish();
        return { kind: 'done', value: (await find(id)) ?? next.value, isNew: true };
      }
    }
    throw new AirError('CONFLICT', `The sensor "${id}" is being changed by others at the same time.`);
  };

  return {
    update: (update: SensorUpdate): Promise<Changed<Sensor>> =>
      change(update.id, (sensor) => updated(sensor, update)),
    retire: ({ id, deployedTo }: SensorRetirement): Promise<Changed<Sensor>> =>
      change(id, (sensor) => retired(sensor, deployedTo, now())),
  };
};

export type Changes = ReturnType<typeof createChanges>;

const isUnchanged = (before: Sensor, after: Sensor): boolean =>
  (Object.keys(before) as (keyof Sensor)[]).every(
    (key) => key === 'onlineUntil' || JSON.stringify(before[key]) === JSON.stringify(after[key]),
  );
