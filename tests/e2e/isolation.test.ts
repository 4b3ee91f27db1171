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

  describe('leaves the doors of the others as they are', () => {
    const at = (path: string, init: RequestInit = {}) => fetch(`${url}/v1/alerts/${path}`, init);
    const token = 'x'.repeat(300);

    it('a feed is not sent again to whoever has it, and HEAD tells of it', async () => {
      const feed = await at('cap');
      expect([feed.status, feed.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('application/atom+xml'),
      ]);
      expect(await feed.text()).toContain('<feed');
      const etag = feed.headers.get('etag') ?? '';
      const head = await at('cap', { method: 'HEAD' });
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
      const again = await at('cap', { headers: { 'if-none-match': etag } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
      expect((await at('cap/nothing.1.actual.xml')).status).toBe(404);
    });

    it.each(['confirm', 'unsubscribe'])('a page speaks the language of its reader: %s', async (name) => {
      const page = await at(`${name}/${token}`, { headers: { 'accept-language': 'ar, fr;q=0.9' } });
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await page.text()).toContain('<html lang="ar" dir="rtl">');
      expect((await at(`${name}/${token}`, { method: 'HEAD' })).status).toBe(200);
    });

    it('a click is heard however a mail program sends it, and no more than a click', async () => {
      const post = async (type: string, body: string) => {
        const headers = { 'content-type': type, 'accept-language': 'sw' };
        const response = await at(`unsubscribe/${token}`, { method: 'POST', headers, body });
        return [response.status, await response.text()] as const;
      };
      for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
        expect(await post(type, 'List-Unsubscribe=One-Click')).toEqual([
          404,
          expect.stringContaining('<html lang="sw"'),
        ]);
      const [status, text] = await post('application/x-www-form-urlencoded', 'x'.repeat(5_000));
      expect([status, JSON.parse(text).error.code]).toEqual([413, 'BODY_TOO_LARGE']);
    });
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
