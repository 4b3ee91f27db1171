import { createHash } from 'node:crypto';
import { strangersOnly } from '@aqmrg/platform/access/testing/identities.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { createJudge } from './judging.ts';
import { mountPages } from './pages.ts';

const open = async (options: { readonly explore?: boolean; readonly isProduction?: boolean } = {}) => {
  const { explore = true, isProduction = false } = options;
  const app = createApp(createLog('silent'), { isProduction });
  await mountPages(app, {
    apiSdl: 'type Query { air: String }',
    explore,
    judge: createJudge(strangersOnly, undefined),
  });
  return app;
};

const policyOf = (header: unknown): ReadonlyMap<string, readonly string[]> =>
  new Map(
    String(header)
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources]),
  );

describe('a page', () => {
  it.each(['/', '/sandbox', '/graphiql'])(
    'at %s may run what stands in it and nothing that is put there',
    async (path) => {
      const app = await open();
      const { body, headers, statusCode } = await app.inject(path);
      expect(statusCode).toBe(200);
      const policy = policyOf(headers['content-security-policy']);
      const own = [...body.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g)].map(
        ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      );
      expect(own.length).toBeGreaterThan(0);
      const elsewhere = path === '/sandbox' ? ['https://embeddable-sandbox.cdn.apollographql.com'] : [];
      expect(policy.get('script-src')).toEqual([...own, ...elsewhere]);
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(policy.get('connect-src')).toEqual(["'self'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      await app.close();
    },
  );

  it('is a place of its own, from which the Sandbox alone opens others', async () => {
    const app = await open();
    const opener = async (path: string) => (await app.inject(path)).headers['cross-origin-opener-policy'];
    expect([await opener('/'), await opener('/sandbox')]).toEqual([
      'same-origin',
      'same-origin-allow-popups',
    ]);
    await app.close();
  });

  it('promises TLS in production alone, as all answers do', async () => {
    const promised = async (isProduction: boolean) => {
      const app = await open({ isProduction });
      const headers = await Promise.all(
        ['/', '/graphiql', '/schema.graphql'].map(async (path) => (await app.inject(path)).headers),
      );
      await app.close();
      return headers.map((one) => one['strict-transport-security']);
    };
    expect(await promised(false)).toEqual([undefined, undefined, undefined]);
    expect(await promised(true)).toEqual(['max-age=31536000', 'max-age=31536000', 'max-age=31536000']);
  });

  it('to explore with is there for strangers only where they may explore', async () => {
    const app = await open({ explore: false });
    const statusOf = async (url: string) => (await app.inject(url)).statusCode;
    expect(await Promise.all(['/', '/sandbox', '/graphiql', '/schema.graphql'].map(statusOf))).toEqual([
      200, 404, 404, 401,
    ]);
    await app.close();
  });

  it('is no data: the schema may not run anything', async () => {
    const app = await open();
    const { headers } = await app.inject('/schema.graphql');
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    await app.close();
  });
});
