import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { type Attacker, createAttacker, faultOf, fresh, kinds, production } from './attacker.ts';

/** Far less than the heavy query takes on any machine, and enough for the light ones, which are tried until they fit. */
const requestTimeoutS = 0.05;

const quantities = ['PM25', 'PM10', 'O3', 'NO2', 'PM1', 'HUMIDITY', 'TEMPERATURE'];
const series = Array.from(
  { length: 28 },
  (_, i) =>
    `s${i}: series(quantity: ${quantities[i % quantities.length]}, from: $from, to: $to, every: "PT${10 + i}M", aggregates: [MEAN, MEDIAN, P05, P95, STDDEV]) { starts columns }`,
);
/** For each of 100 sensors 28 series of ten months, each read by itself; or only their ids. */
const heavy = `query($from: DateTime!, $to: DateTime!, $all: Boolean!) {
  sensors(first: 100) { nodes { id ... @include(if: $all) { ${series.join(' ')} } } }
}`;
const months = { from: iso(hourStart(300 * 24)), to: iso(hourStart()), all: true };
const ids = { ...months, all: false };

describe('probe 26: a query that takes longer than a request may', () => {
  let house: House;
  let attacker: Attacker;
  beforeAll(async () => {
    house = await openHouse('one process', {
      ...production,
      REPLAY: 'on',
      MAX_QUERY_COST: '100000000',
      REQUEST_TIMEOUT_S: String(requestTimeoutS),
    });
    attacker = createAttacker(house);
    await until(
      () => attacker.ask('{ sensors(first: 1) { totalCount } }'),
      ({ body }) => body.data?.sensors.totalCount > 100,
      50_000,
    );
  });
  afterAll(() => house?.end());

  /** Reads of the series store so far: those that came to an end, and those that were stopped. */
  const reads = async (): Promise<{ readonly ok: number; readonly failed: number }> => {
    const { text } = await attacker.get('/metrics');
    const count = (outcome: string): number => {
      const line = text
        .split('\n')
        .find(
          (one) =>
            one.startsWith('aqmrg_port_call_duration_seconds_count') &&
            one.includes('call="series.series"') &&
            one.includes(`outcome="${outcome}"`),
        );
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    return { ok: count('ok'), failed: count('failed') };
  };

  const isQuiet = async (): Promise<boolean> => {
    const before = await reads();
    await setTimeout(300);
    const after = await reads();
    return after.ok === before.ok && after.failed === before.failed;
  };

  it.each(kinds)('%s: is answered at its deadline, and its reads are stopped', async (kind) => {
    const text = fresh(heavy);
    if (kind === 'known document') {
      await until(
        () => attacker.ask(text, ids),
        ({ body }) => Boolean(body.data),
      );
    }
    await until(isQuiet, (quiet) => quiet);
    const before = await reads();
    const told = await attacker.ask(text, months);
    expect(faultOf(told)).toMatchObject({ status: 504, code: 'DEADLINE_EXCEEDED', data: undefined });
    expect(await attacker.pathOf(told)).toBe(kind === 'known document' ? 'hot' : 'apollo');
    await until(isQuiet, (quiet) => quiet, 5_000);
    const after = await reads();
    expect(after.ok - before.ok).toBeLessThan(series.length);
    // planning a new document takes so long that its reads may not even have begun
    if (kind === 'known document') expect(after.failed).toBeGreaterThan(before.failed);
  });

  it('over WebSocket: is answered at its deadline, and the socket goes on', async () => {
    const { errors } = await attacker.overSocket(fresh(heavy), months);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(isQuiet, (quiet) => quiet, 5_000);
  });
});
