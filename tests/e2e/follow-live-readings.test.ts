import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso, makeRow, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Installed, installClient, type Outside } from '../support/packed-client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { codeBlocks } from '../support/readme.ts';

const report =
  'mutation($input: ReportReadingsInput!) { reportReadings(input: $input) { __typename ... on ReportedReadings { accepted refused { message } } } }';
const page = 'docs/how-to/follow-live-readings.md';
const address = 'http://localhost:8000/graphql';

/** What a stranger does who installs the client's package and pastes the examples of the page. */
describe('how to follow live readings', () => {
  let house: House;
  let installed: Installed;
  let hoursBack = 2_000;
  const running: Outside[] = [];
  beforeAll(async () => {
    [house, installed] = await Promise.all([openHouse('one process'), installClient()]);
    await registerSensor(house.client);
  });
  afterAll(async () => {
    for (const each of running) await each.end();
    await house?.end();
    await installed?.remove();
  });

  const say = async (values: readonly number[], sensorId = 'roof-1'): Promise<void> => {
    const readings = values.map((value) => {
      hoursBack -= 1;
      return makeRow({
        sensorId,
        value,
        periodStart: iso(hourStart(hoursBack)),
        periodEnd: iso(hourStart(hoursBack - 1)),
      });
    });
    const answer = await house.client.askAsAdmin(report, { input: { delivery: 'BACKFILL', readings } });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.reportReadings).toEqual({
      __typename: 'ReportedReadings',
      accepted: readings.length,
      refused: [],
    });
  };
  const start = async (block: string, node?: string): Promise<Outside> => {
    expect(block).toContain(address);
    const outside = await installed.run(block.replace(address, `${house.url}/graphql`), node);
    running.push(outside);
    return outside;
  };
  const printed = (outside: Outside, text: string | RegExp, withinMs = 15_000): Promise<string> =>
    until(
      async () => outside.output(),
      (output) => (typeof text === 'string' ? output.includes(text) : text.test(output)),
      withinMs,
    );
  /** Reports readings until the program, which needs a while to subscribe, prints one. */
  const heard = async (outside: Outside, value: () => number): Promise<void> => {
    const before = outside.output();
    await until(
      async () => {
        await say([value()]);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return outside.output();
      },
      (output) => output !== before,
    );
  };

  it('follows readings in Node, over a restart of the platform', { timeout: 90_000 }, async () => {
    const [example = ''] = await codeBlocks(page, 'js');
    const outside = await start(example);
    await heard(outside, () => 31);
    await printed(outside, 'ADDED Roof 1 31 MICROGRAM_PER_CUBIC_METRE');
    await house.rooms().kill();
    await printed(outside, 'broken (');
    await house.restartRooms();
    await until(
      () => house.client.ask('{ sensor(id: "roof-1") { name } }').catch(() => ({ data: undefined })),
      ({ data }) => data?.sensor?.name === 'Roof 1',
    );
    await say([32, 33]);
    // it tries again after up to half a minute
    await printed(outside, 'ADDED Roof 1 33', 45_000);
    const values = [...outside.output().matchAll(/ADDED Roof 1 (\d+) .* (\S+)$/gm)].map(
      ([, value, at]) => `${value} ${at}`,
    );
    expect(new Set(values).size).toBe(values.length);
    expect(outside.output()).toMatch(/ 32 .*\n.* 33 /);
    await outside.end();
  });

  it('follows readings in a page', async () => {
    const [example = ''] = await codeBlocks(page, 'js browser');
    // of a browser, the example needs the global WebSocket, which Node has, and one element
    const browser =
      'globalThis.document = { querySelector: () => ({ prepend: (text) => console.log(text) }) };\n';
    const outside = await start(browser + example);
    await heard(outside, () => 41);
    await printed(outside, 'Roof 1: 41');
    await outside.end();
  });

  it('gives only what the filters let through', async () => {
    const [, example = ''] = await codeBlocks(page, 'js');
    const outside = await start(example);
    // the sensor stands inside the box, and hours of such air are unhealthy by the current index
    await heard(outside, () => 180);
    await printed(outside, 'Roof 1 180');
    await registerSensor(house.client, {
      id: 'coast-1',
      name: 'Coast 1',
      siteId: undefined,
      location: { latitude: -4.05, longitude: 39.67 },
    });
    await say([181, 182, 181], 'coast-1');
    // too little a change, then clean air at last, then the end of what is looked at
    await say([182]);
    await say(Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 1 : 2)));
    await say([240, 240, 240]);
    const output = await printed(outside, 'Roof 1 240');
    expect(output).not.toContain('Coast');
    expect(output).not.toContain('Roof 1 182');
    // the first clean hours are still part of an unhealthy mean; of 1, 2, 1, 2, … none is five away from the one before
    expect(output.match(/Roof 1 [12]$/gm)?.length ?? 0).toBeLessThanOrEqual(1);
    await outside.end();
  });

  it('goes on another day from the cursor that was kept', async () => {
    const [, , example = ''] = await codeBlocks(page, 'js');
    const first = await start(example);
    await heard(first, () => 51);
    // until it keeps no newer one
    let kept = '';
    await until(
      async () => {
        const before = kept;
        await new Promise((resolve) => setTimeout(resolve, 300));
        kept = await readFile(join(installed.folder, 'cursor.txt'), 'utf8').catch(() => '');
        return kept === before ? kept : '';
      },
      (cursor) => cursor !== '',
    );
    await first.end();
    await say([52, 53]);
    const second = await start(example);
    await printed(second, '52\n53\n');
    expect(second.output()).toBe('52\n53\n');
    await second.end();
  });
});
