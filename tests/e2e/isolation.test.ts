import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerSensor } from '../support/builders.ts';
import { createClient } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { type House, openHouse } from '../support/placements.ts';
import { runToEnd } from '../support/process.ts';

describe('a subgraph that is away', () => {
  let house: House;
  let url: string;
  beforeAll(async () => {
    house = await openHouse('gateway apart');
    await registerSensor(house.client);
    const nobody = `http://127.0.0.1:${await freePort()}`;
    ({ url } = await house.openGateway({ READINGS_URL: nobody }));
  });
  afterAll(() => house?.end());

  it('costs its own fields only, and no address is shown', async () => {
    const answer = await createClient(url, house.asAdmin).ask(
      '{ sensors { nodes { name latest { value } aqi { __typename } } totalCount } }',
    );
    expect(answer.status).toBe(200);
    expect(answer.data.sensors).toEqual({
      nodes: [{ name: 'Roof 1', latest: null, aqi: null }],
      totalCount: 1,
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      service: 'readings',
    });
    expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
  });

  it('is named by /ready, while /health stays well', async () => {
    const ready = await fetch(`${url}/ready`);
    expect(ready.status).toBe(503);
    const body = (await ready.json()) as { parts: Record<string, string> };
    expect(body.parts.sensors).toBe('ready');
    expect(body.parts.readings).not.toBe('ready');
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('answers its doors with a typed 503', async () => {
    const response = await createClient(url, house.asAdmin).post('/v1/readings', '[]');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('SUBGRAPH_UNAVAILABLE');
  });
});

describe('a start that cannot be', () => {
  it('is refused while another process owns the data folder', async () => {
    const house = await openHouse('one process');
    const second = await runToEnd({ DATA_DIR: house.dataDir, PORT: String(await freePort()), REPLAY: 'off' });
    await house.end();
    expect(second.code).toBe(1);
    expect(second.output).toContain(house.dataDir);
  });

  it('names every wrong setting at once', async () => {
    const { code, output } = await runToEnd({ PORT: 'eighty', SERVE: 'kitchen' });
    expect(code).toBe(1);
    expect(output).toContain('PORT="eighty"');
    expect(output).toContain('SERVE="kitchen"');
  });

  it('is refused in production with a secret that can be guessed, which is not shown', async () => {
    const secret = 'changeme-changeme-changeme-changeme';
    const { code, output } = await runToEnd({ NODE_ENV: 'production', AUTH_SECRET: secret });
    expect(code).toBe(1);
    expect(output).toContain('AUTH_SECRET=[redacted]: refused in production, because it is made of words');
    expect(output).not.toContain('changeme');
  });

  it('is refused in production where nothing says that TLS stands before it', async () => {
    const { code, output } = await runToEnd({ NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(output).toContain('HOST=0.0.0.0 opens this process to the network');
  });

  it('keeps the subgraphs of one data folder together', async () => {
    const { code, output } = await runToEnd({ SERVE: 'gateway,sensors' });
    expect(code).toBe(1);
    expect(output).toContain('readings');
  });

  it('prints its help', async () => {
    const { code, output } = await runToEnd({}, ['--help']);
    expect(code).toBe(0);
    expect(output).toContain('DATA_DIR');
  });
});
