import { execFile } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alterUserScramCredentialsV0, ScramMechanisms } from '@platformatic/kafka';
import { openCluster } from '../cluster.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../../infra/services/kafka.sh', import.meta.url));
const storePassword = randomBytes(12).toString('hex');

/** A broker that only speaks TLS to us, and wants to know who asks. */
export interface SecureBroker {
  readonly brokers: readonly string[];
  /** In PEM form: what its certificate is believed by. */
  readonly authority: string;
  readonly username: string;
  /** Known to it for SCRAM-SHA-512, SCRAM-SHA-256 and PLAIN. */
  readonly password: string;
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A key, and a certificate of it for localhost that signs itself. */
const makeKeys = async (folder: string): Promise<string> => {
  const store = ['-keystore', join(folder, 'broker.p12'), '-storepass', storePassword, '-alias', 'broker'];
  await run('keytool', [
    ...['-genkeypair', ...store, '-storetype', 'PKCS12', '-keyalg', 'EC', '-groupname', 'secp256r1'],
    ...['-dname', 'CN=localhost', '-ext', 'san=dns:localhost', '-ext', 'bc:c', '-validity', '2'],
  ]);
  return (await run('keytool', ['-exportcert', '-rfc', ...store])).stdout;
};

const iterations = 4096;

const addUser = async (brokers: readonly string[], name: string, password: string): Promise<void> => {
  const cluster = openCluster(brokers, { clientId: 'operator', connectTimeoutMs: 5_000 }, 5_000);
  const mechanisms = [
    { mechanism: ScramMechanisms.SCRAM_SHA_512, digest: 'sha512', length: 64 },
    { mechanism: ScramMechanisms.SCRAM_SHA_256, digest: 'sha256', length: 32 },
  ];
  try {
    for (const { mechanism, digest, length } of mechanisms) {
      const salt = randomBytes(16);
      const saltedPassword = pbkdf2Sync(password, salt, iterations, length, digest);
      // one a request: it may not name somebody twice
      await cluster.askAny(
        alterUserScramCredentialsV0.api,
        5_000,
        [],
        [{ name, mechanism, iterations, salt, saltedPassword }],
      );
    }
  } finally {
    await cluster.close();
  }
};

/** A second listener beside the plain one, by which the broker goes on speaking to itself. */
const secure = (folder: string, port: number, username: string, password: string): void => {
  const path = join(folder, 'server.properties');
  const properties = readFileSync(path, 'utf8');
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${username}="${password}";`;
  const more = `
inter.broker.listener.name=PLAINTEXT
ssl.keystore.type=PKCS12
ssl.keystore.location=${join(folder, 'broker.p12')}
ssl.keystore.password=${storePassword}
sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN
listener.name.secure.scram-sha-512.sasl.jaas.config=${scram}
listener.name.secure.scram-sha-256.sasl.jaas.config=${scram}
listener.name.secure.plain.sasl.jaas.config=${plain}
`;
  writeFileSync(
    path,
    properties
      .replace(/^listeners=.*/m, (line) => `${line},SECURE://127.0.0.1:${port}`)
      .replace(/^advertised\.listeners=.*/m, (line) => `${line},SECURE://localhost:${port}`)
      .replace(/^listener\.security\.protocol\.map=.*/m, (line) => `${line},SECURE:SASL_SSL`) + more,
  );
};

export const startSecureBroker = async (): Promise<SecureBroker> => {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-'));
  const username = 'air';
  const password = randomBytes(12).toString('hex');
  const remove = async (): Promise<void> => {
    await run(script, ['stop', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { stdout } = await run(script, ['start', folder]);
    const authority = await makeKeys(folder);
    const port = await freePort();
    await addUser(stdout.replace('KAFKA_BROKERS=', '').trim().split(','), username, password);
    await run(script, ['stop', folder]);
    secure(folder, port, username, password);
    await run(script, ['start', folder]);
    return { brokers: [`localhost:${port}`], authority, username, password, remove };
  } catch (error) {
    // nobody else knows of it; why it failed matters more than how it ends
    await remove().catch(() => undefined);
    throw error;
  }
};
