import type { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import * as ws from 'ws';
import { frameOf, textFrame } from './text-frame.ts';

// its types leave it out
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

const read = (frame: Buffer): Promise<{ text: string; isBinary: boolean }> =>
  new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer, isBinary: boolean) => resolve({ text: String(data), isBinary }));
    receiver.on('error', reject);
    receiver.end(frame);
  });

it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('frames a text of %i bytes', async (length) => {
  const text = 'x'.repeat(length);
  for (const frame of [frameOf(text), textFrame([Buffer.from(text)])])
    expect(await read(frame)).toEqual({ text, isBinary: false });
});

it('frames parts as one text, whatever its characters take', async () => {
  const parts = ['{"id":"', 'µg/m³ 空気 🌬', '"}'];
  expect(frameOf(parts.join(''))).toEqual(textFrame(parts.map((part) => Buffer.from(part))));
  expect((await read(frameOf(parts.join('')))).text).toBe(parts.join(''));
});
