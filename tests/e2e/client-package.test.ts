import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LiveServer, openLiveServer } from '@aqmrg/schema/client/testing/live-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/client.ts';
import { type Installed, installClient, nodes } from '../support/packed-client.ts';
import { codeBlocks } from '../support/readme.ts';

/** Packed, unpacked elsewhere, and used by plain Node: as client teams have it. */
describe("the client's package", () => {
  let server: LiveServer;
  let installed: Installed;
  beforeAll(async () => {
    [server, installed] = await Promise.all([openLiveServer(), installClient()]);
  });
  afterAll(async () => {
    await server?.close();
    await installed?.remove();
  });

  it('holds plain JavaScript with types, and nothing of Node', async () => {
    expect(installed.files).toEqual(
      expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts']),
    );
    expect(installed.files.filter((file) => /test|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    const scripts = installed.files.filter((file) => file.endsWith('.js'));
    const texts = await Promise.all(
      scripts.map((file) => readFile(join(installed.folder, 'node_modules/@aqmrg/client', file), 'utf8')),
    );
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/from ["']([^."'][^"']*)["']/g)].map(([, name]) => name),
    );
    expect([...new Set(imported)].sort()).toEqual(['graphql', 'graphql-ws/client']);
  });

  it('is typed for who uses it', async () => {
    const uses = (field: string) => `
      import { LiveReadingsDocument, openLive } from '@aqmrg/client';
      for await (const { readingAdded } of openLive({ url: '/graphql' }).subscribe(LiveReadingsDocument)) {
        const value: number | undefined = readingAdded.reading?.${field};
        console.log(value);
      }`;
    expect(await installed.check(uses('value'))).toBe('');
    expect(await installed.check(uses('nothing'))).toContain("Property 'nothing' does not exist");
  });

  it('does what its README shows, in each Node of this machine', async () => {
    const [example = ''] = await codeBlocks('schema/client/README.md', 'js');
    const address = 'http://localhost:8000/graphql';
    expect(example).toContain(address);
    for (const node of await nodes()) {
      const before = server.asked.length;
      const outside = await installed.run(example.replace(address, server.url.replace('ws', 'http')), node);
      try {
        await until(
          async () => outside.output() + (server.asked.length > before ? 'asked' : ''),
          (told) => told !== '',
        );
        server.publish(1);
        for (const socket of server.sockets()) socket.terminate();
        server.publish(1);
        await until(
          async () => outside.output(),
          (output) => output.split('\n').length > 2,
        );
        const number = 2 * (1 + (await nodes()).indexOf(node));
        const line = (value: number) => `Roof 1: ${value} at 2026-11-01T07:00:00Z\n`;
        expect(outside.output(), node).toBe(line(number - 1) + line(number));
      } finally {
        await outside.end();
      }
    }
  });
});
