import type { Reading, ReadingChangeKind } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dependsOnHumidity, derive } from './derive.ts';
import { type Entry, hasChanged, openEntries, type Series } from './entries.ts';
import { judgeOf } from './flag.ts';
import { humidityFor } from './humidity.ts';
import { compareKeys, evolve, type Place } from './identity.ts';
import type { Incoming } from './incoming.ts';
import { contextOf, lengthOf } from './quality/assessable.ts';
import { sourceTest } from './quality/timeliness.ts';
import type { Row } from './row.ts';

export interface Change {
  readonly change: ReadingChangeKind;
  readonly reading: Reading;
}

export type FindSensor = (sensorId: string) => SensorChanged | undefined;

export interface Decision {
  /** Rows to make current, sorted by key. */
  readonly rows: readonly Row[];
  /** What reports that come again have changed before, sorted by key: a crash may have kept it from being said, or only from being ticked off. */
  readonly repeated: readonly Change[];
  /** What is to be said, sorted by key: behind what was repeated. */
  readonly changes: readonly Change[];
}

const changeOf = ({ reading }: Row): Change => ({
  change: reading.revision === 1 ? 'ADDED' : 'REVISED',
  reading,
});

const revised = (
  row: Row,
  cause: { readonly place: Place; readonly knownAt: EpochMs },
  reading: Partial<Reading>,
): Row => ({
  ...row,
  reading: { ...row.reading, ...reading },
  causedBy: cause.place,
  knownAt: Math.max(row.knownAt, cause.knownAt),
});

const rowOf = (incoming: Incoming, sensor: SensorChanged | undefined, before: Row | undefined): Row => {
  const { report, sensorId, receivedAt, delivery, reportedBy, reportedAt } = incoming;
  const { quantity, periodStart, periodEnd } = report;
  const isParticles = quantity === 'PM1' || quantity === 'PM25' || quantity === 'PM10';
  const reported = {
    rawValue: report.value,
    rawUnit: report.unit,
    variant: report.variant ?? (isParticles ? (sensor?.variant ?? null) : null),
  };
  const { corrections, calibration, ...values } = derive({ quantity, ...reported }, sensor, null);
  return {
    reading: {
      ...{ sensorId, quantity, periodStart, periodEnd, receivedAt },
      ...values,
      revision: (before?.reading.revision ?? 0) + 1,
      quality: 'UNKNOWN',
      tests: [sourceTest({ sourceFlag: report.sourceFlag })],
      provenance: {
        ...reported,
        ...{ delivery, reportedBy, corrections, calibration },
        channels: report.channels ?? [],
        source: report.source ?? null,
        replayOf: report.replayOf ?? null,
      },
    },
    reportedAt,
    causedBy: reportedAt,
    contentHash: incoming.contentHash,
    knownAt: Math.max(before?.knownAt ?? receivedAt, receivedAt),
  };
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Flags what has changed in a series, and anew what lies within reach behind a change. Rows before the first change are
 * there as context only: their own context may not be loaded.
 */
const assessSeries = (series: Series, sensor: SensorChanged | undefined): void => {
  if (!series.some(hasChanged)) return;
  const judge = judgeOf(
    series.map(({ now }) => now.reading),
    sensor,
  );
  let cause: Entry | undefined;
  for (const [index, entry] of series.entries()) {
    const isNew = hasChanged(entry);
    if (isNew) cause = entry;
    if (cause === undefined) continue;
    const { reading } = entry.now;
    if (reading.periodStart - contextOf(lengthOf(reading)) > cause.now.reading.periodStart) continue;
    const found = judge(index);
    if (isNew) {
      entry.now = { ...entry.now, reading: { ...reading, ...found } };
    } else if (!same(found.tests, reading.tests)) {
      const { causedBy: place, knownAt } = cause.now;
      entry.now = revised(entry.now, { place, knownAt }, { ...found, revision: reading.revision + 1 });
    }
  }
};

/** The readings whose value the humidity of their period may change get it anew, where either is new. */
const joinHumidity = (series: Series, humidity: Series, sensor: SensorChanged | undefined): void => {
  const byPeriod = new Map(
    humidity.map((entry) => [`${entry.now.reading.periodStart} ${entry.now.reading.periodEnd}`, entry]),
  );
  for (const entry of series) {
    const { reading } = entry.now;
    const beside = byPeriod.get(`${reading.periodStart} ${reading.periodEnd}`);
    const isNew = hasChanged(entry);
    if (!isNew && !(beside && hasChanged(beside))) continue;
    const percent = humidityFor(beside?.now.reading);
    const { rawValue, rawUnit, variant } = reading.provenance;
    const derived = derive({ quantity: reading.quantity, rawValue, rawUnit, variant }, sensor, percent);
    const { corrections, calibration, ...values } = derived;
    const provenance = { ...reading.provenance, corrections, calibration };
    if (isNew) {
      entry.now = { ...entry.now, reading: { ...reading, ...values, provenance } };
    } else if (
      beside &&
      !(values.value === reading.value && same(corrections, reading.provenance.corrections))
    ) {
      const { causedBy: place, knownAt } = beside.now;
      entry.now = revised(
        entry.now,
        { place, knownAt },
        { ...values, provenance, revision: reading.revision + 1 },
      );
    }
  }
};

/**
 * Whether a row was caused by a report of this wave: by one that comes again, if it is stored already. Not by its whole record: what the
 * waves before this one took of it has just been said.
 */
const causedByWave = (wave: readonly Incoming[]): ((row: Row) => boolean) => {
  const known = new Map<number, Map<number, Set<number>>>();
  for (const { reportedAt } of wave) {
    const { partition, offset, index } = reportedAt;
    const offsets = known.get(partition) ?? new Map<number, Set<number>>();
    known.set(partition, offsets);
    const indexes = offsets.get(offset);
    if (indexes) indexes.add(index);
    else offsets.set(offset, new Set([index]));
  }
  return ({ causedBy: { partition, offset, index } }) =>
    known.get(partition)?.get(offset)?.has(index) ?? false;
};

/**
 * What a wave of reports makes of the current rows around it (those of `spansOf`). The same rows come out whatever the
 * batches were and however often they came; only revision numbers depend on the order of arrival.
 */
export const decide = (wave: readonly Incoming[], stored: readonly Row[], find: FindSensor): Decision => {
  const entries = openEntries(stored);
  const repeated = new Set<Row>(stored.filter(causedByWave(wave)));

  for (const incoming of wave) {
    const { sensorId, report } = incoming;
    const { quantity, periodStart, periodEnd } = report;
    const entry = entries.find({ sensorId, quantity, periodStart, periodEnd });
    switch (evolve(entry?.now, incoming)) {
      case 'redelivery':
        if (entry?.before) repeated.add(entry.before);
        break;
      case 'added':
      case 'revised':
        entries.put(rowOf(incoming, find(sensorId), entry?.before));
        break;
    }
  }

  const rows: Row[] = [];
  for (const [sensorId, ofSensor] of entries.sensors()) {
    const sensor = find(sensorId);
    const humidity = ofSensor.get('HUMIDITY') ?? [];
    // Humidity first: its flags decide whether it counts, and then what the particles beside it are worth.
    assessSeries(humidity, sensor);
    for (const [quantity, series] of ofSensor) {
      if (quantity !== 'HUMIDITY') {
        if (dependsOnHumidity(sensor, quantity)) joinHumidity(series, humidity, sensor);
        assessSeries(series, sensor);
      }
      for (const entry of series) if (hasChanged(entry)) rows.push(entry.now);
    }
  }

  const byKey = (a: Row, b: Row): number => compareKeys(a.reading, b.reading);
  rows.sort(byKey);
  return { rows, repeated: [...repeated].sort(byKey).map(changeOf), changes: rows.map(changeOf) };
};
