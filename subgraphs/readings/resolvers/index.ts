import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { ReadingsContext } from '../context.ts';
import { aqiOf, exceedancesOf } from './aqi.ts';
import { checkSome } from './arguments.ts';
import { type MarkedReading, subscribeToReadings } from './live.ts';
import { edgesOf, pageInfoOf, readingsOf } from './page.ts';
import { reportReadings } from './report-readings.ts';
import { pointsOf, seriesOf } from './series.ts';
import type { Resolvers } from './types.generated.ts';

const byQuantity = (a: Reading, b: Reading): number =>
  quantities.indexOf(a.quantity) - quantities.indexOf(b.quantity);

const isNewer = (a: Reading, b: Reading): boolean =>
  a.periodEnd > b.periodEnd || (a.periodEnd === b.periodEnd && a.periodStart > b.periodStart);

/** The newest reading of each quantity, whichever of these sensors it came from. */
const latestOf = async (
  sensorIds: readonly string[],
  asked: readonly Quantity[] | null | undefined,
  { load }: ReadingsContext,
): Promise<Reading[]> => {
  const some = asked ? checkSome('quantities', asked).toSorted() : undefined;
  const found = await Promise.all(
    sensorIds.map((sensorId) => load.latest.load({ sensorId, quantities: some })),
  );
  const newest = new Map<Quantity, Reading>();
  for (const reading of found.flat()) {
    const other = newest.get(reading.quantity);
    if (other === undefined || isNewer(reading, other)) newest.set(reading.quantity, reading);
  }
  return [...newest.values()].sort(byQuantity);
};

export const resolvers: Resolvers = {
  Sensor: {
    __resolveReference: ({ id }) => ({ __typename: 'Sensor', id }),
    latest: ({ id }, args, context) => latestOf([id], args.quantities, context),
    readings: ({ id }, args, context) => readingsOf(id, args, context),
    series: ({ id }, args, context) => seriesOf({ id: `sensor ${id}`, sensorIds: [id] }, args, context),
    aqi: ({ id }, { standard, basis, at }, context) =>
      aqiOf(
        id,
        { standard: standard ?? 'US_EPA', basis: basis ?? 'CURRENT', at: at ?? context.now() },
        context,
      ),
  },
  Site: {
    __resolveReference: ({ id }) => ({ __typename: 'Site', id }),
    latest: ({ id }, args, context) => latestOf(context.directory.atSite(id), args.quantities, context),
    series: ({ id }, args, context) =>
      seriesOf({ id: `site ${id}`, sensorIds: context.directory.atSite(id) }, args, context),
    exceedances: ({ id }, { standard, year }, context) =>
      exceedancesOf(context.directory.atSite(id), { standard: standard ?? 'WHO', year }, context),
  },
  Reading: {
    sensor: ({ sensorId }) => ({ __typename: 'Sensor', id: sensorId }),
  },
  Provenance: {
    replay: ({ replayOf }) =>
      replayOf && { originalPeriodStart: replayOf.periodStart, originalPeriodEnd: replayOf.periodEnd },
  },
  Correction: {
    inputs: ({ inputs }) => Object.entries(inputs).map(([name, value]) => ({ name, value })),
  },
  ReadingConnection: {
    edges: (page, _args, context) => edgesOf(page, context),
    pageInfo: (page, _args, context) => pageInfoOf(page, context),
  },
  Series: { points: (series) => pointsOf(series) },
  ReadingEvent: {
    change: (event) => (event.kind === 'gap' ? 'GAP' : event.entry.change),
    reading: (event) => (event.kind === 'gap' ? null : event.entry.reading),
    gap: (event) => (event.kind === 'gap' ? { from: event.from, to: event.to, reason: event.reason } : null),
  },
  Mutation: {
    reportReadings: (_root, { input }, context) => reportReadings(input, context),
  },
  Subscription: {
    // No `resolve`: the events have the field's name, and access is judged before the stream starts.
    readingAdded: {
      // Generated types know no marks: the platform keeps the one without an event away from the field.
      async subscribe(_root, args, context) {
        await context.liveFeed.started;
        return subscribeToReadings(args, context) as AsyncIterable<Required<MarkedReading>>;
      },
    },
  },
};
