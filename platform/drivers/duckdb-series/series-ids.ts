import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SeriesKey } from '../series/order.ts';

/**
 * Numbers of (sensor, quantity), kept in memory whole: rows carry one small integer in place of two texts, and every
 * lookup by sensor becomes a comparison of integers. Numbers are never used again.
 */
export class SeriesIds {
  readonly #keys: SeriesKey[] = [];
  readonly #ids = new Map<string, Map<Quantity, number>>();

  static async load(connection: DuckDBConnection): Promise<SeriesIds> {
    const ids = new SeriesIds();
    const rows = await connection.runAndReadAll('SELECT sensor, quantity FROM series ORDER BY id');
    ids.add(rows.getRows().map(([sensorId, quantity]) => ({ sensorId, quantity }) as SeriesKey));
    return ids;
  }

  get size(): number {
    return this.#keys.length;
  }

  /** Numbers these keys from `size` on. */
  add(keys: readonly SeriesKey[]): void {
    for (const { sensorId, quantity } of keys) {
      const ofSensor = this.#ids.get(sensorId) ?? new Map<Quantity, number>();
      ofSensor.set(quantity, this.#keys.length);
      this.#ids.set(sensorId, ofSensor);
      this.#keys.push({ sensorId, quantity });
    }
  }

  find({ sensorId, quantity }: SeriesKey): number | undefined {
    return this.#ids.get(sensorId)?.get(quantity);
  }

  readonly keyOf = (id: number): SeriesKey => {
    const key = this.#keys[id];
    if (key === undefined) throw new Error(`The series store holds no series ${id}.`);
    return key;
  };

  /** The series of these sensors and quantities that exist. */
  among(sensorIds: readonly string[], wanted: readonly Quantity[] = quantities): number[] {
    return [...new Set(sensorIds)].flatMap((sensorId) => {
      const ofSensor = this.#ids.get(sensorId);
      return ofSensor === undefined
        ? []
        : [...new Set(wanted)].flatMap((quantity) => ofSensor.get(quantity) ?? []);
    });
  }
}
