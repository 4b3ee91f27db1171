import { readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, print, validate } from 'graphql';
import { validateMessage } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from '../support/readme.ts';

const protocol = 'docs/reference/live-protocol.md';
const schema = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@aqmrg/schema/${file}`)), 'utf8');
const api = buildSchema(schema('api.graphql'));

describe('what pages tell of the graph', () => {
  it.each([
    ...['README.md', protocol, 'docs/how-to/use-forecasts.md', 'docs/how-to/analyse-health.md'],
    ...['docs/how-to/alert.md', 'docs/how-to/export.md'],
  ])('are operations that it answers: %s', async (page) => {
    const blocks = await codeBlocks(page, 'graphql');
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(validate(api, parse(block)), block).toEqual([]);
  });

  it('is the directive that the supergraph has', async () => {
    const blocks = await codeBlocks('docs/reference/federation.md', 'graphql');
    const directives = parse(schema('supergraph.graphql'))
      .definitions.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION)
      .map(({ description: _, ...node }) => print(node));
    expect(blocks).toHaveLength(1);
    for (const block of blocks) expect(directives).toContain(print(parse(block)));
  });
});

describe('the messages of the live protocol', () => {
  /** `…` stands for something that is left out. */
  const read = (text: string): unknown => JSON.parse(text.replaceAll('{…}', '{}'));
  const lines = async (): Promise<readonly string[]> =>
    (await codeBlocks(protocol, ''))
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.includes('{'));
  /** What stands behind the last brace is said to people. */
  const jsonIn = (line: string): string => line.slice(line.indexOf('{'), line.lastIndexOf('}') + 1);

  it('are of the protocol that it names', async () => {
    const messages = (await lines()).filter((line) => /^[→←]/.test(line)).map((line) => read(jsonIn(line)));
    expect(messages.length).toBeGreaterThan(6);
    for (const message of messages)
      expect(() => validateMessage(message), JSON.stringify(message)).not.toThrow();
    const types = messages.map((message) => (message as { type: string }).type);
    expect(new Set(types)).toEqual(
      new Set(['connection_init', 'connection_ack', 'subscribe', 'next', 'complete', 'ping', 'pong']),
    );
  });

  it('can all be read, also those of which only a part is shown', async () => {
    const text = readFileSync(new URL(`../../${protocol}`, import.meta.url), 'utf8');
    const parts = (await lines()).filter((line) => !/^[→←]/.test(line)).map(jsonIn);
    const inText = [...text.matchAll(/`(\{".*?\})`/g)].map((match) => match[1] as string);
    expect(parts.length).toBeGreaterThan(0);
    expect(inText.length).toBeGreaterThan(0);
    for (const part of [...parts, ...inText]) expect(() => read(part), part).not.toThrow();
  });
});
