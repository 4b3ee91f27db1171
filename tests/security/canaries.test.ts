import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretNames } from '@aqmrg/platform/config/access-settings.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onThisMachine } from '../support/alerting.ts';
import { registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Collector, openCollector } from '../support/collector.ts';
import { freePort } from '../support/free-port.ts';
import { type House, makeSecret, openHouse, placements } from '../support/placements.ts';
import { openWire } from '../support/wire.ts';

const random = (): string => randomBytes(24).toString('base64url');

/** A secret that is used, rightly or wrongly, is found nowhere afterwards but with its owner. */
describe.each(placements)('probe 52: canaries in a house with %s', (placement) => {
  const given = Object.fromEntries(secretNames.map((name) => [name, makeSecret()]));
  /** By what they are, so that a finding tells its name. */
  const canaries = new Map<string, string>(Object.entries(given));
  /** What the platform told whoever did not own it: errors above all. */
  const told: string[] = [];
  let house: House;
  let collector: Collector;

  const plant = (name: string, secret: string): string => {
    canaries.set(name, secret);
    return secret;
  };
  const send = async (
    body: unknown,
    headers: Record<string, string> = {},
    path = '/graphql',
  ): Promise<string> => {
    const response = await fetch(house.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return `${JSON.stringify([...response.headers])} ${await response.text()}`;
  };
  const tell = async (...[body, headers, path]: Parameters<typeof send>): Promise<void> => {
    told.push(await send(body, headers, path));
  };

  beforeAll(async () => {
    collector = await openCollector();
    const nobody = await freePort();
    house = await openHouse(placement, {
      ...given,
      // nobody answers there, so that much is said of it
      SMTP_URL: `smtp://air:${plant('password of the mail server', random())}@127.0.0.1:${nobody}`,
      ...{ SMTP_TLS: 'off', MAIL_FROM: 'alerts@air.example', ...onThisMachine },
      LOG_LEVEL: 'trace',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    await registerSensor(house.client);
    const admin = await house.first();
    plant('password of the Admin', admin.password);
    plant('access token of the Admin', admin.token);
    plant('refresh token of the Admin', admin.refreshToken);
    const member = await house.member('lab', 'OWNER');
    plant('password of a member', member.password);
    plant('access token of a member', member.token);
    plant('refresh token of a member', member.refreshToken);
    const { key } = await house.key();
    plant('key', key);
    plant('secret of the key', key.split('_').slice(2).join('_'));

    const asMember = { authorization: `Bearer ${member.token}` };
    const receive = `mutation($input: CreateAlertReceiverInput!) {
      createAlertReceiver(input: $input) {
        ... on AlertReceiverCreated { signingSecret receiver { id address } }
        ... on AlertProblems { problems { field reason } }
      }
    }`;
    const addReceiver = async (name: string, input: Record<string, string>): Promise<string> => {
      const answer = await send({ query: receive, variables: { input: { name, ...input } } }, asMember);
      const { signingSecret, receiver } = JSON.parse(answer.slice(answer.indexOf('{"data"'))).data
        .createAlertReceiver;
      if (signingSecret) plant('signing secret', signingSecret);
      else told.push(answer);
      return receiver.id;
    };
    const at = `http://127.0.0.1:${nobody}`;
    const receivers = [
      await addReceiver('webhook', { channel: 'WEBHOOK', address: `${at}/hook` }),
      await addReceiver('slack', {
        channel: 'SLACK',
        address: `${at}/services/${plant('address of a Slack webhook', random())}`,
      }),
    ];
    await addReceiver('email', { channel: 'EMAIL', address: 'air@example.org' });
    // it is never sent to: it would be asked of the real one
    await addReceiver('telegram', {
      ...{ channel: 'TELEGRAM', address: '@air_of_the_lab' },
      botToken: `123456789:${plant('token of a bot', random().slice(0, 35).padEnd(35, 'A'))}`,
    });
    for (const id of receivers)
      await tell(
        {
          query: `mutation { testChannel(input: { receiverId: "${id}" }) { __typename ... on AlertProblems { problems { reason } } } }`,
        },
        asMember,
      );
    const receiversOf = '{ alertReceivers { name address } alertDeliveries { nodes { state fault } } }';
    await until(
      () => send({ query: receiversOf }, asMember),
      (answer) => answer.includes('RETRYING'),
    );
    await tell({ query: receiversOf }, asMember);
    const link = plant('token of a link', random());
    for (const page of ['confirm', 'unsubscribe']) {
      const url = `${house.url}/v1/alerts/${page}/${link}`;
      for (const method of ['GET', 'POST']) told.push(await (await fetch(url, { method })).text());
    }

    const signIn = 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }';
    const { email } = member;
    const wrong = plant('wrong password', random());
    await tell({ query: signIn, variables: { input: { email, password: wrong } } });
    await tell({ query: signIn, variables: { input: { email, password: wrong, more: wrong } } });
    await tell({
      query: signIn,
      variables: { input: { email, password: [plant('password in a list', random())] } },
    });
    await tell({
      query: `mutation { signIn(input: { email: "${email}", password: "${plant('password in a document', random())}" }) { __typename } }`,
    });
    await tell({
      query: `mutation { signIn(input: { password: "${plant('password in a document that is not valid', random())}" }) { nope } }`,
    });
    await tell({
      query: `mutation { signIn(input: { password: "${plant('password in a document that cannot be read', random())}`,
    });
    await tell(`{"query": "${plant('password in a body that is no JSON', random())}`);
    await tell(
      {
        query: 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
        variables: {
          input: {
            currentPassword: plant('wrong current password', random()),
            newPassword: plant('new password', random()),
          },
        },
      },
      { authorization: `Bearer ${member.token}` },
    );
    await tell({
      query: 'mutation($input: SetUpInput!) { setUp(input: $input) { __typename } }',
      variables: {
        input: { token: plant('wrong set-up token', random()), email, name: 'Me', password: wrong },
      },
    });
    const refresh = 'mutation($input: RefreshInput!) { refresh(input: $input) { __typename } }';
    await tell({
      query: refresh,
      variables: { input: { refreshToken: plant('wrong refresh token', `aqr_${makeSecret()}`) } },
    });
    // used, and used again: that is written into the audit log
    for (let i = 0; i < 2; i += 1)
      await tell({ query: refresh, variables: { input: { refreshToken: member.refreshToken } } });

    const plain = { query: '{ networks { id } }' };
    const credentials = {
      'wrong key': `aqk_${'a'.repeat(12)}_${makeSecret()}`,
      'wrong secret of a key': key.replace(/_[^_]{10}/, `_${randomBytes(5).toString('hex')}`),
      'altered token': `${admin.token.slice(0, -6)}AAAAAA`,
      'token of no kind': random(),
    };
    for (const [name, credential] of Object.entries(credentials)) {
      const headers = { authorization: `Bearer ${plant(name, credential)}` };
      await tell(plain, headers);
      await tell([], headers, '/v1/readings');
      await tell(plain, { authorization: credential });
      const wire = await openWire(house.url, { init: false });
      wire.say({ type: 'connection_init', payload: { authorization: headers.authorization } });
      told.push(JSON.stringify(await wire.closed));
    }
    for (const credential of [admin.token, key, given.METRICS_TOKEN as string]) {
      const headers = { authorization: `Bearer ${credential}` };
      await tell(plain, headers);
      await tell('[{]', headers, '/v1/readings');
      await tell([{ sensorId: 'nobody' }], headers, '/v1/readings');
      const wire = await openWire(house.url, { init: false });
      wire.say({ type: 'connection_init', payload: headers });
      wire.say({ id: '1', type: 'subscribe', payload: plain });
      told.push(JSON.stringify(await wire.take().catch(() => wire.closed)));
      await wire.close();
      const query = encodeURIComponent('{ networks { id } }');
      const response = await fetch(`${house.url}/graphql?query=${query}&access_token=${credential}`, {
        headers,
      });
      told.push(await response.text());
    }
  });
  afterAll(async () => {
    await house?.end();
    await collector?.close();
  });

  const found = (text: string): readonly string[] =>
    [...canaries].filter(([, secret]) => text.includes(secret)).map(([name]) => name);

  it('are of every kind', () => {
    expect(canaries.size).toBeGreaterThan(20);
    for (const [name, secret] of canaries) expect(secret.length, name).toBeGreaterThanOrEqual(16);
    expect(found(`…${canaries.get('key')}…`)).toEqual(['key', 'secret of the key']);
  });

  it('are in no answer to others', () => {
    expect(told.length).toBeGreaterThan(30);
    expect(found(told.join('\n'))).toEqual([]);
  });

  it('are in no line that was printed or logged, at the level that tells most', async () => {
    const output = house.rooms().output() + house.gateway().output();
    expect(output).toContain('"level":20');
    expect(output).toContain('operation answered');
    expect(found(output)).toEqual([]);
  });

  it('are in no metric and in no span', async () => {
    const urls = placement === 'gateway apart' ? [house.url, house.roomUrl('auth')] : [house.url];
    for (const url of urls) {
      const text = await (await fetch(`${url}/metrics`)).text();
      expect(text).toContain('aqmrg_');
      expect(found(text)).toEqual([]);
    }
    const received = await until(
      async () => collector.received(),
      (spans) => spans.length > 0,
    );
    expect(found(received)).toEqual([]);
  });

  it('are in no entry of the audit log', async () => {
    const { data } = await house.client.askAsAdmin(
      '{ auditLog(first: 500) { nodes { actor address action subject details } } }',
    );
    const text = JSON.stringify(data.auditLog.nodes);
    expect(text).toContain('sign-in-refused');
    expect(found(text)).toEqual([]);
  });

  it('are in no file of the data folder', async () => {
    await house.rooms().stop();
    const files = (await readdir(house.dataDir, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const { parentPath, name } of files) {
      const text = await readFile(join(parentPath, name), 'latin1');
      expect([name, found(text)]).toEqual([name, []]);
    }
  });
});
