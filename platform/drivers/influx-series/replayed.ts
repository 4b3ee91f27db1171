import { flux, fluxRegExp } from '@influxdata/influxdb-client';
import type { ReplayedQuery } from '../../ports/series.ts';
import { type Flux, isField, mostTags, pipe, results } from './flux.ts';
import { readingsIn, type Store } from './lookups.ts';
import { cellsOf } from './rows.ts';
import { slicesOf } from './stretches.ts';
import { fromTag } from './tag-text.ts';

/** As line-protocol.ts writes a provenance: quotes inside of its texts are escaped, so that none of them looks like this. */
const tellsOfReplay: Flux = flux`r["_value"] =~ ${fluxRegExp(/"replayOf":\{/)}`;

/**
 * InfluxDB's storage matches the texts where they lie and stops at the first of each series: of a span, a row a sensor leaves it.
 */
export const queryReplayed = async (
  store: Store,
  { sensorIds, quantity, from, to }: ReplayedQuery,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  if (from >= to) return [];
  const sensors = flux`first() |> keep(columns: ["sensor"]) |> group() |> distinct(column: "sensor")`;
  const found: string[] = [];
  for (const some of slicesOf([...new Set(sensorIds)], mostTags)) {
    const stretch = { quantity, sensorIds: some, from, to };
    const replays = readingsIn(store, stretch, isField('provenance'), tellsOfReplay);
    await store.server.query(
      results([pipe(replays, sensors)]),
      (table) => {
        const sensor = cellsOf(table)('_value');
        return (row) => {
          found.push(fromTag(sensor(row)));
        };
      },
      signal,
    );
  }
  return found.sort();
};
