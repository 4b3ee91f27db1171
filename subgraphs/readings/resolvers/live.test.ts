import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, makePurpleAir, makeReport, start } from '../testing/builders.ts';
import { openPorts, openRoom, saySensors, until } from '../testing/open-room.ts';

let opened: Awaited<ReturnType<typeof openPorts>>;
let room: Awaited<ReturnType<typeof openRoom>>;
let hourlyCalls = 0;

const at = (latitude: number, longitude: number) => ({ location: { latitude, longitude } });
const sensors = [
  { sensorId: 's1', siteId: 'roof' },
  { sensorId: 's2', siteId: 'roof' },
  makePurpleAir({ siteId: null, networkId: 'n2' }),
  { sensorId: 'accra', ...at(5.6, -0.2) },
  { sensorId: 'suva', ...at(-18.1, 178.4) },
  { sensorId: 'samoa', ...at(-13.8, -171.8) },
  { sensorId: 'nowhere', location: null },
  { sensorId: 'mover', ...at(9, 9) },
  ...['clean', 'foul', 'new', 'many'].map((sensorId) => ({ sensorId })),
  ...['told', 'late', 'end'].map((sensorId) => ({ sensorId })),
];

beforeAll(async () => {
  opened = await openPorts();
  const { ports } = opened;
  const reader: SeriesReader = ports.seriesReader;
  const seriesReader: SeriesReader = {
    latest: (...asked) => reader.latest(...asked),
    readings: (...asked) => reader.readings(...asked),
    series: (...asked) => reader.series(...asked),
    hourly: (...asked) => {
      hourlyCalls += 1;
      return reader.hourly(...asked);
    },
    replayed: (...asked) => reader.replayed(...asked),
    close: () => reader.close(),
  };
  room = await openRoom({ ...ports, seriesReader });
  await saySensors(ports.eventLog, ...sensors);
});
afterAll(async () => {
  await room.stop();
  await opened.close();
});

const iso = (hour: number): string => new Date(start + hour * hourMs).toISOString();
const input = (sensorId: string, hour: number, value: number, fields = {}) => {
  const { quantity, unit } = makeReport(hour, value);
  return { sensorId, quantity, unit, value, periodStart: iso(hour), periodEnd: iso(hour + 1), ...fields };
};
const percent = { quantity: 'HUMIDITY', unit: 'PERCENT' };
const report = `mutation($input: ReportReadingsInput!) {
  reportReadings(input: $input) { ... on ReportedReadings { accepted refused { message } } }
}`;
/** In one call a sensor's readings are one record; they are said in the order of their keys. */
const send = async (...readings: ReturnType<typeof input>[]): Promise<void> => {
  const { data } = await room.asAdmin(report, { input: { readings } });
  expect(data.reportReadings).toEqual({ accepted: readings.length, refused: [] });
};

const document = `subscription($filter: ReadingFilter, $after: Cursor) {
  readingAdded(filter: $filter, after: $after) {
    cursor change reading { value quantity revision periodStart sensor { id } tests { test flag } } gap { from to reason }
  }
}`;

/** A subscription that tells each event in short: `s1 ADDED 5`. */
const listen = async (filter: object, after?: string) => {
  const { take, leave } = await room.subscribe(document, { filter, ...(after ? { after } : {}) });
  const events: { cursor: string; reading: { value: number; revision: number; tests: object[] } }[] = [];
  const hear = async (count: number): Promise<string[]> => {
    const told: string[] = [];
    while (told.length < count) {
      const event = (await take()).data.readingAdded;
      events.push(event);
      told.push(`${event.reading.sensor.id} ${event.change} ${event.reading.value}`);
    }
    return told;
  };
  return { hear, events, leave };
};

describe('readingAdded', () => {
  it('gives readings and revisions as they are accepted, filtered by sensor, site, network and quantity', async () => {
    const all = await listen({ sensorIds: ['s2', 'pa'] });
    const roof = await listen({ siteIds: ['roof'], sensorIds: ['s2', 'pa'], quantities: ['PM25'] });
    const net = await listen({ networkIds: ['n2'] });
    await send(input('pa', 70, 5), input('s2', 70, 6));
    await send(input('s2', 70, 8));
    expect((await all.hear(3)).sort()).toEqual(['pa ADDED 5', 's2 ADDED 6', 's2 REVISED 8']);
    expect(await roof.hear(2)).toEqual(['s2 ADDED 6', 's2 REVISED 8']);
    expect(await net.hear(1)).toEqual(['pa ADDED 5']);

    await send(input('s2', 71, 9), input('s2', 72, 10));
    const resumed = await listen({ sensorIds: ['s2'] }, roof.events[0]?.cursor);
    expect(await resumed.hear(3)).toEqual(['s2 REVISED 8', 's2 ADDED 9', 's2 ADDED 10']);
    for (const one of [all, roof, net, resumed]) await one.leave();
  });

  it('lets nothing through an empty list', async () => {
    const none = await listen({ sensorIds: [] });
    const some = await listen({ sensorIds: ['s1'] });
    await send(input('s1', 1, 1));
    await some.hear(1);
    let heard = false;
    const hearing = none.hear(1).then(
      () => (heard = true),
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await none.leave();
    await hearing;
    expect(heard).toBe(false);
    await some.leave();
  });

  it('ends while it waits', async () => {
    const one = await room.subscribe(document);
    const waiting = one.take();
    await one.leave();
    await expect(waiting).rejects.toThrow();
  });

  const tooMany = Array.from({ length: 1_001 }, (_, i) => `s${i}`);
  it.each([
    ['filter.sensorIds', { sensorIds: tooMany }],
    ['filter.siteIds', { siteIds: tooMany }],
    ['filter.networkIds', { networkIds: tooMany }],
    ['filter.bbox.south', { bbox: { south: -91, west: 0, north: 0, east: 0 } }],
    ['filter.bbox.west', { bbox: { south: 0, west: -181, north: 0, east: 0 } }],
    ['filter.bbox.north', { bbox: { south: 2, west: 0, north: 1, east: 0 } }],
    ['filter.bbox.east', { bbox: { south: 0, west: 0, north: 0, east: 200 } }],
    ['filter.aqi.atLeast', { aqi: { atLeast: 'unhealthy' } }],
    ['filter.aqi.atLeast', { aqi: { standard: 'EU', atLeast: 'Unhealthy' } }],
    ['filter.aqi.standard', { aqi: { standard: 'WHO', atLeast: 'Good' } }],
    ['filter.minChange', { minChange: 5 }],
    ['filter.minChange', { minChange: 5, quantities: ['PM25', 'PM10'] }],
    ['filter.minChange', { minChange: 0, quantities: ['PM25'] }],
    ['filter.minChange', { minChange: -1, quantities: ['PM25'] }],
  ])('refuses a filter that makes no sense, and names %s', async (field, filter) => {
    const refusal = await room.subscribe(document, { filter }).catch(({ message }) => message);
    expect(refusal).toContain(`"field":"${field}"`);
    expect(refusal).toContain('BAD_INPUT');
  });

  it('names the categories that may be asked for', async () => {
    await expect(room.subscribe(document, { filter: { aqi: { atLeast: 'Bad' } } })).rejects.toThrow(
      /Good.*Moderate.*Unhealthy for Sensitive Groups.*Hazardous/,
    );
  });

  it.each(['bm9uc2Vuc2Ugbm9uc2Vuc2U', ''])('refuses %j as a cursor', async (after) => {
    await expect(room.subscribe(document, { after })).rejects.toThrow('"field":"after"');
  });
});

describe('a box', () => {
  it('lets the sensors inside through, also across the 180th meridian, and none whose place is not known', async () => {
    const ghana = await listen({ bbox: { south: 4, west: -4, north: 12, east: 2 } });
    const pacific = await listen({ bbox: { south: -20, west: 170, north: -10, east: -170 } });
    await send(...['nowhere', 'accra', 'suva', 'samoa'].map((id, i) => input(id, 1, i)));
    await send(...['nowhere', 'accra', 'suva', 'samoa'].map((id, i) => input(id, 2, 10 + i)));
    expect(await ghana.hear(2)).toEqual(['accra ADDED 1', 'accra ADDED 11']);
    expect((await pacific.hear(4)).sort()).toEqual([
      'samoa ADDED 13',
      'samoa ADDED 3',
      'suva ADDED 12',
      'suva ADDED 2',
    ]);
    for (const one of [ghana, pacific]) await one.leave();
  });

  it('is asked anew for each reading: a sensor may move', async () => {
    const bbox = { south: 0, west: 0, north: 1, east: 1 };
    const here = await listen({ sensorIds: ['mover'], bbox });
    const mover = await listen({ sensorIds: ['mover'] });
    await send(input('mover', 1, 1));
    await mover.hear(1);
    await saySensors(opened.ports.eventLog, { sensorId: 'mover', revision: 2, ...at(0.5, 0.5) });
    let value = 1;
    // The directory follows the log at its own pace.
    const heard = here.hear(1);
    await until(async () => {
      value += 1;
      await send(input('mover', value, value));
      await mover.hear(1);
      return (await Promise.race([heard, undefined])) !== undefined;
    });
    expect((await heard)[0]).not.toBe('mover ADDED 1');
    for (const one of [here, mover]) await one.leave();
  });
});

describe('a least change', () => {
  it('lets the first reading of each sensor through, then what differs from the last one sent', async () => {
    const filter = { sensorIds: ['s1', 's2'], quantities: ['PM25'], minChange: 5 };
    const far = await listen(filter);
    const one = await listen({ ...filter, sensorIds: ['s1'] });
    for (const [hour, value] of [10, 14, 15, 12, 21].entries()) await send(input('s1', 20 + hour, value));
    expect(await one.hear(3)).toEqual(['s1 ADDED 10', 's1 ADDED 15', 's1 ADDED 21']);
    await send(input('s2', 20, 20));
    await send(input('s1', 24, 22));
    await send(input('s1', 24, 30));
    expect(await far.hear(5)).toEqual([
      's1 ADDED 10',
      's1 ADDED 15',
      's1 ADDED 21',
      's2 ADDED 20',
      's1 REVISED 30',
    ]);
    const again = await listen(filter, far.events[1]?.cursor);
    expect(await again.hear(3)).toEqual(['s1 ADDED 12', 's1 ADDED 21', 's2 ADDED 20']);
    for (const stream of [far, one, again]) await stream.leave();
  });
});

describe('an AQI category', () => {
  // Within a day of the room's clock: what comes later is SUSPECT, and no part of an index.
  const hours = [90, 91, 92];

  it('lets through what is measured where the air is that bad or worse, whichever quantity', async () => {
    const all = await listen({ sensorIds: ['clean', 'foul', 'new'] });
    await send(...hours.map((hour) => input('clean', hour, 5)));
    await send(...hours.map((hour) => input('foul', hour, 160)));
    await all.hear(6);
    const bad = await listen({ aqi: { atLeast: 'Unhealthy' } });
    const worse = await listen({ sensorIds: ['foul'], aqi: { atLeast: 'Hazardous' } });
    const european = await listen({
      aqi: { standard: 'EU', atLeast: 'Extremely Poor' },
      quantities: ['PM25'],
    });
    await send(input('clean', 93, 6), input('new', 93, 400));
    await send(input('foul', 93, 170), input('foul', 93, 50, percent));
    await all.hear(4);
    expect((await bad.hear(2)).sort()).toEqual(['foul ADDED 170', 'foul ADDED 50']);
    expect(await european.hear(2)).toEqual(['new ADDED 400', 'foul ADDED 170']);
    // The reading that comes is part of the index, and makes it worse.
    await send(input('foul', 94, 230));
    await send(input('foul', 95, 320));
    expect(await worse.hear(1)).toEqual(['foul ADDED 320']);
    for (const one of [all, bad, worse, european]) await one.leave();
  });

  it('asks the store once for all who ask about readings that come together', async () => {
    const aqi = { atLeast: 'Good' };
    const lists = Array.from({ length: 20 }, (_, i) => ['many', `nobody${i}`]);
    const streams = await Promise.all(lists.map((sensorIds) => listen({ sensorIds, aqi })));
    await send(input('many', 89, 9), input('many', 90, 10));
    const first = await Promise.all(streams.map(({ hear }) => hear(1)));
    expect(new Set(first.flat())).toEqual(new Set(['many ADDED 10']));
    hourlyCalls = 0;
    await send(...[91, 92, 93, 94].map((hour) => input('many', hour, hour)));
    const told = await Promise.all(streams.map(({ hear }) => hear(4)));
    expect(new Set(told.flat()).size).toBe(4);
    expect(hourlyCalls).toBe(1);
    for (const { leave } of streams) await leave();
  });
});

describe('what comes late, twice or corrected', () => {
  it('is told as ADDED once, not at all when it comes twice, and as REVISED when it is corrected', async () => {
    const stream = await listen({ sensorIds: ['told', 'end'] });
    await send(input('told', 50, 10));
    await send(input('told', 50, 10));
    await send(input('told', 50, 11));
    await send(input('told', 50, 11), input('told', 51, 12));
    await send(input('told', 50, 10));
    expect(await stream.hear(4)).toEqual([
      'told ADDED 10',
      'told REVISED 11',
      'told ADDED 12',
      'told REVISED 10',
    ]);
    expect(stream.events.map(({ reading }) => reading.revision)).toEqual([1, 2, 1, 3]);
    await send(input('end', 50, 1));
    expect(await stream.hear(1)).toEqual(['end ADDED 1']);
    await stream.leave();
  });

  it('revises the neighbours whose flags a late reading changes', async () => {
    const stream = await listen({ sensorIds: ['late'] });
    const spike = (event: (typeof stream.events)[number] | undefined) =>
      event?.reading.tests.find((one) => 'test' in one && one.test === 'SPIKE');
    await send(...[13, 12, 300].map((value, i) => input('late', 63 + i, value)));
    expect(await stream.hear(3)).toEqual(['late ADDED 13', 'late ADDED 12', 'late ADDED 300']);
    expect(spike(stream.events[2])).toMatchObject({ flag: 'UNKNOWN' });
    stream.events.length = 0;
    await send(...[10, 12, 11].map((value, i) => input('late', 60 + i, value)));
    const told = await stream.hear(6);
    expect(told.filter((event) => event.includes('ADDED'))).toEqual([
      'late ADDED 10',
      'late ADDED 12',
      'late ADDED 11',
    ]);
    expect(told).toContain('late REVISED 300');
    expect(spike(stream.events[told.indexOf('late REVISED 300')])).toMatchObject({ flag: 'SUSPECT' });
    await stream.leave();
  });
});
