import { qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import type { SeriesQuery } from '../../ports/series.ts';
import { type Flux, isField, pointsOf, tagIn } from './flux.ts';
import { measurements } from './layout.ts';
import type { Store } from './lookups.ts';
import type { Pool } from './pool.ts';
import { toTag } from './tag-text.ts';

/** The pools that a sensor's readings go into. */
export type Pools = ReadonlyMap<string, readonly Pool[]>;

/** In which readings start that may count; those that start in it may end too late. */
export const startsOf = ({
  from,
  to,
  startsBefore,
}: SeriesQuery): { readonly from: number; readonly to: number } => ({
  from,
  to: Math.min(to, startsBefore ?? to),
});

const qualityIn = ({ quality }: SeriesQuery): Flux[] => {
  const flags = qualityFlags.filter((flag) => quality.includes(flag));
  return flags.length === qualityFlags.length ? [] : [tagIn('quality', flags)];
};

/** Single values of some sensors, of the qualities and in the version that are asked for. */
export const valuesOf = (
  { buckets }: Store,
  query: SeriesQuery,
  sensorIds: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  ...conditions: readonly Flux[]
): Flux =>
  pointsOf({ bucket: buckets.readings, measurement: measurements.reading, from, to }, [
    tagIn('quantity', [query.quantity]),
    tagIn('sensor', sensorIds.map(toTag)),
    ...qualityIn(query),
    isField(query.version === 'RAW' ? 'uncorrected' : 'value'),
    ...conditions,
  ]);
