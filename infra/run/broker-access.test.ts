import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@aqmrg/platform/config/read.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { brokerProblems, reachBrokers } from './broker-access.ts';

const folder = mkdtempSync(join(tmpdir(), 'brokers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const certificate = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n';
const who = { KAFKA_USERNAME: 'air', KAFKA_PASSWORD: 'secret' };
const problemsOf = (given: Record<string, string>) => brokerProblems(readConfig(given));

describe('how brokers are spoken to', () => {
  it('is plainly, and as nobody, unless it is said', () => {
    expect(problemsOf({})).toEqual([]);
    expect(reachBrokers(readConfig({}))).toEqual({});
  });

  it('is by TLS, believed by a file or by the system, and as somebody, where it is said', () => {
    const ca = fileOf('ca.pem', certificate);
    const given = { KAFKA_TLS: 'on', KAFKA_CA_FILE: ca, ...who };
    expect(problemsOf(given)).toEqual([]);
    expect(reachBrokers(readConfig(given))).toEqual({
      tls: { ca: Buffer.from(certificate) },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'air', password: 'secret' },
    });
    expect(reachBrokers(readConfig({ KAFKA_TLS: 'on', ...who, KAFKA_SASL: 'PLAIN' }))).toEqual({
      tls: {},
      sasl: { mechanism: 'PLAIN', username: 'air', password: 'secret' },
    });
  });

  it('takes no name without a password, and no password without a name', () => {
    expect(problemsOf({ KAFKA_USERNAME: 'air' })).toEqual([
      expect.stringMatching(/^KAFKA_PASSWORD is not set/),
    ]);
    expect(problemsOf({ KAFKA_PASSWORD: 'secret' })).toEqual([
      expect.stringMatching(/^KAFKA_USERNAME is not set/),
    ]);
  });

  it('never shows a password to the network', () => {
    expect(problemsOf({ ...who, KAFKA_SASL: 'PLAIN' })).toEqual([expect.stringMatching(/set KAFKA_TLS=on/)]);
    expect(problemsOf(who)).toEqual([]);
  });

  it('names what is wrong with the file of authorities', () => {
    const ca = fileOf('ca.pem', certificate);
    expect(problemsOf({ KAFKA_CA_FILE: ca })).toEqual([expect.stringMatching(/unless KAFKA_TLS=on/)]);
    const tls = { KAFKA_TLS: 'on' };
    expect(problemsOf({ ...tls, KAFKA_CA_FILE: join(folder, 'none') })).toEqual([
      expect.stringMatching(/ENOENT/),
    ]);
    expect(problemsOf({ ...tls, KAFKA_CA_FILE: fileOf('key.pem', 'a key') })).toEqual([
      expect.stringMatching(/no certificate/),
    ]);
  });
});
