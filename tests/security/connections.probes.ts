import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attacker } from './attacker.ts';

const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Probe 27 and its kin: what is sent on a bare connection. */
export const probeConnections = (attacker: () => Attacker): void => {
  describe('probe 27: one header every half second', () => {
    let slow: ReturnType<Attacker['raw']>;
    let timer: NodeJS.Timeout | undefined;
    beforeAll(() => {
      slow = attacker().raw((send) => {
        send(head);
        timer = setInterval(() => send('x-slow: 1\r\n'), 500);
      });
    });
    afterAll(() => clearInterval(timer));

    it('is cut within seconds, and told why', async () => {
      const { text, ms } = await slow;
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(text).toContain('"code":"SLOW_REQUEST"');
      expect(ms).toBeGreaterThan(5_000);
      expect(ms).toBeLessThan(20_000);
    });
  });

  it.each([
    ['two lengths', `${head}content-length: 3\r\ncontent-length: 5\r\n\r\n{}x`, 400, 'MALFORMED_REQUEST'],
    [
      'a length and chunks, of which two servers would see two requests',
      `${head}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'MALFORMED_REQUEST',
    ],
    ['32 kB of headers', `${head}x-long: ${'x'.repeat(32_768)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01', 400, 'MALFORMED_REQUEST'],
  ])('answers %s with a code, and closes', async (_name, request, status, code) => {
    const { text } = await attacker().raw((send) => send(request));
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toContain(`"code":"${code}"`);
  });

  it('takes the first of two tokens alone', async () => {
    const { text } = await attacker().raw((send) =>
      send(
        `${head}authorization: Bearer guessed\r\nauthorization: Bearer other\r\nconnection: close\r\ncontent-length: 26\r\n\r\n{"query":"{ __typename }"}`,
      ),
    );
    expect(text).toMatch(/^HTTP\/1\.1 401 /);
  });
};
