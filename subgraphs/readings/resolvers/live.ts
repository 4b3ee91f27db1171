import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import type { ReadingsContext } from '../context.ts';
import type { Directory } from '../store/directory.ts';
import type { LiveChange, LiveEvent, StreamPlace } from '../store/live-event.ts';
import type { ReadingFilter, SubscriptionReadingAddedArgs } from './types.generated.ts';

const cursorKind = 'readings.accepted';
const cursorVersion = 1;
const maxListed = 1_000;

type Payload = readonly [version: number, place: StreamPlace];

export const cursorOf = ({ place }: LiveEvent, { cursorSecret }: ReadingsContext): string =>
  encodeCursor(cursorKind, [cursorVersion, place] satisfies Payload, cursorSecret);

const placeOf = (cursor: string, { cursorSecret }: ReadingsContext): StreamPlace => {
  const [version, place] = decodeCursor(cursorKind, cursor, cursorSecret) as Payload;
  if (version === cursorVersion) return place;
  throw badInput('after', 'This cursor is of another version: subscribe without it.');
};

const setOf = <T>(
  name: keyof ReadingFilter,
  list: readonly T[] | null | undefined,
): ReadonlySet<T> | undefined => {
  if (list === null || list === undefined) return undefined;
  if (list.length <= maxListed) return new Set(list);
  throw badInput(`filter.${name}`, `filter.${name} names ${list.length}, more than ${maxListed}.`);
};

/** Sites and networks are looked up for each change: a sensor may move while a subscription lasts. */
const matcher = (filter: ReadingFilter, directory: Directory): ((change: LiveChange) => boolean) => {
  const sensorIds = setOf('sensorIds', filter.sensorIds);
  const siteIds = setOf('siteIds', filter.siteIds);
  const networkIds = setOf('networkIds', filter.networkIds);
  const quantities = setOf('quantities', filter.quantities);
  return ({ reading }) => {
    if (sensorIds && !sensorIds.has(reading.sensorId)) return false;
    if (quantities && !quantities.has(reading.quantity)) return false;
    if (!siteIds && !networkIds) return true;
    const sensor = directory.find(reading.sensorId);
    if (sensor === undefined) return false;
    if (siteIds && !(sensor.siteId !== null && siteIds.has(sensor.siteId))) return false;
    return !networkIds || networkIds.has(sensor.networkId);
  };
};

/** Explicit, so that `return()` reaches the reader while `next()` waits. */
export const subscribeToReadings = (
  { filter, after }: Partial<SubscriptionReadingAddedArgs>,
  context: ReadingsContext,
): AsyncIterableIterator<{ readingAdded: LiveEvent }> => {
  const { directory, liveFeed, signal, now } = context;
  const reader = liveFeed.subscribe({
    ...(after ? { after: placeOf(after, context) } : {}),
    matches: matcher(filter ?? {}, directory),
    now: now(),
  });
  const leave = (): void => void reader.return();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  const stream: AsyncIterableIterator<{ readingAdded: LiveEvent }> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const { done, value } = await reader.next();
      return done ? { done, value: undefined } : { done: false, value: { readingAdded: value } };
    },
    async return() {
      signal.removeEventListener('abort', leave);
      await reader.return();
      return { done: true, value: undefined };
    },
  };
  return stream;
};
