import { afterEach, describe, expect, it } from 'vitest';
import { openGateway, type TestGateway } from './testing/open-gateway.ts';

/** There is no stream of events over HTTP: who asks for one is told where events are. */
describe('who accepts a stream of events alone', () => {
  let gateway: TestGateway;
  afterEach(() => gateway?.stop());

  const accept = 'text/event-stream';
  const get = (query: string, headers: Record<string, string>) =>
    fetch(`${gateway.address}/graphql?${new URLSearchParams({ query })}`, { headers });
  const refusal = async (answer: Response) => {
    const [error] = (await answer.json()).errors;
    return { status: answer.status, type: answer.headers.get('content-type'), ...error };
  };
  const refused = {
    status: 406,
    type: 'application/json; charset=utf-8',
    message: 'Answers are JSON, and never a stream of events.',
    extensions: { code: 'NOT_ACCEPTABLE', next: expect.stringContaining('WebSocket') },
  };

  it.each(['subscription { ticks }', '{ air }'])('is refused by POST and by GET: %s', async (query) => {
    gateway = await openGateway();
    expect(await refusal(await gateway.post({ query }, { accept }))).toEqual(refused);
    expect(await refusal(await get(query, { accept }))).toEqual(refused);
    expect(gateway.asked).toEqual([]);
  });

  it('changes nothing by a mutation, known or not', async () => {
    gateway = await openGateway();
    const query = 'mutation { change }';
    expect(await refusal(await gateway.post({ query }, { accept }))).toEqual(refused);
    await gateway.ask(query);
    expect(await refusal(await gateway.post({ query }, { accept }))).toEqual(refused);
    expect(gateway.asked).toHaveLength(1);
  });

  it('is answered where they accept JSON as well, and told of WebSockets where they subscribe', async () => {
    gateway = await openGateway();
    const both = { accept: 'text/event-stream, application/json' };
    expect(await (await gateway.post({ query: '{ air }' }, both)).json()).toEqual({
      data: { air: 'anonymous' },
    });
    const { status, extensions, message } = await refusal(
      await gateway.post({ query: 'subscription { ticks }' }, both),
    );
    expect([status, extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(message).toContain('WebSocket');
  });

  it('is a page’s browser, which is still shown where to explore', async () => {
    gateway = await openGateway();
    const { status, headers } = await fetch(`${gateway.address}/graphql`, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
    expect([status, headers.get('location')]).toEqual([302, '/sandbox']);
  });
});
