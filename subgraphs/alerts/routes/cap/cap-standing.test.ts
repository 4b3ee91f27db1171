import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { capSchema, feedSchema } from '../../testing/cap-schema.ts';
import { type Story, startStory } from '../../testing/cap-story.ts';
import { faultsIn } from '../../testing/relax-ng.ts';
import { createCapDoor } from './cap.ts';

const hourMs = 3_600_000;
const door = '/v1/alerts/cap';

const openDoor = (story: Story) => {
  const app = createApp(createLog('silent'));
  createCapDoor({
    incidents: { recent: async () => [story.published()] },
    ...{ named: () => undefined, publicUrl: 'https://air.example', now: story.now },
  })(app, () => Promise.reject(new Error('nobody is asked who they are')));

  /** The names in the feed, the newest first, and what stands behind them; all of it valid. */
  const read = async () => {
    const { body } = await app.inject(door);
    const names = [...body.matchAll(/href="https:\/\/air\.example\/v1\/alerts\/cap\/([^"]+)\.xml"/g)];
    const ids = names.map(([, name]) => name as string);
    const messages = await Promise.all(ids.map((id) => app.inject(`${door}/${id}.xml`)));
    expect(messages.map(({ statusCode }) => statusCode)).toEqual(ids.map(() => 200));
    expect(await faultsIn(feedSchema, [body])).toEqual([]);
    if (ids.length > 0)
      expect(
        await faultsIn(
          capSchema,
          messages.map((one) => one.body),
        ),
      ).toEqual([]);
    return { ids, bodies: messages.map((one) => one.body) };
  };
  return { app, read };
};

const later = (story: Story, hours = 1) => story.wait(hours * hourMs);
const typeOf = (body: string | undefined) => /<msgType>(\w+)</.exec(body ?? '')?.[1];
const referencesOf = (body: string | undefined) =>
  [...(/<references>([^<]+)</.exec(body ?? '')?.[1] ?? '').matchAll(/,([^, ]+),/g)].map(([, id]) => id);

describe('an Admin who approves, takes it back and approves again while an alert is open', () => {
  it('ends one chain of messages with each word, and begins another', async () => {
    const story = startStory({}, { isApproved: false });
    const { read } = openDoor(story);
    expect((await read()).ids).toEqual(['incident-1.1.draft']);
    later(story);
    story.say({ isApproved: true });
    expect((await read()).ids).toEqual(['incident-1.3.actual', 'incident-1.2.draft']);
    later(story);
    story.say({ isApproved: false });
    later(story);
    story.say({ isApproved: true });
    const { ids, bodies } = await read();
    expect(ids).toEqual([
      ...['incident-1.7.actual', 'incident-1.6.draft', 'incident-1.4.actual', 'incident-1.2.draft'],
    ]);
    expect(bodies.map(typeOf)).toEqual(['Alert', 'Cancel', 'Cancel', 'Cancel']);
    expect(bodies.map(referencesOf)).toEqual([
      ...[[], ['incident-1.5.draft'], ['incident-1.3.actual'], ['incident-1.1.draft']],
    ]);
  });
});

describe('somebody who edits the rule of an open alert', () => {
  it('makes a draft of it, which a later approval of other words leaves alone', async () => {
    const story = startStory();
    const { read } = openDoor(story);
    story.say({ isApproved: false, saidSince: 2 });
    later(story);
    story.say({ isApproved: true });
    story.hear('SILENT');
    const { ids, bodies } = await read();
    expect(ids).toEqual(['incident-1.4.draft', 'incident-1.2.actual']);
    expect(bodies.map(typeOf)).toEqual(['Update', 'Cancel']);
    expect(referencesOf(bodies[0])).toEqual(['incident-1.3.draft']);
  });
});

describe('an Admin who takes a rule out of sight', () => {
  it('cancels what was said for a day; and what is shown again begins anew', async () => {
    const story = startStory();
    const { read } = openDoor(story);
    later(story, 13);
    story.say({ isPublished: false });
    const { ids, bodies } = await read();
    expect([ids, bodies.map(typeOf)]).toEqual([['incident-1.3.actual'], ['Cancel']]);
    expect(referencesOf(bodies[0])).toEqual(['incident-1.1.actual', 'incident-1.2.actual']);
    later(story, 20);
    story.say({ isPublished: true });
    expect((await read()).ids).toEqual(['incident-1.4.actual', 'incident-1.3.actual']);
    later(story, 10);
    const anew = await read();
    expect([anew.ids, anew.bodies.map(typeOf)]).toEqual([['incident-1.4.actual'], ['Alert']]);
  });

  it('leaves nothing of it a day later', async () => {
    const story = startStory();
    const { app, read } = openDoor(story);
    story.say({ isPublished: false });
    later(story, 25);
    expect((await read()).ids).toEqual([]);
    expect((await app.inject(`${door}/incident-1.1.actual.xml`)).statusCode).toBe(404);
  });
});

it('what was said before leads to what stands in its place, in its own status', async () => {
  const story = startStory({}, { isApproved: false });
  later(story, 13);
  story.say({ isApproved: true });
  later(story);
  story.hear('SILENT');
  const { app } = openDoor(story);
  const leadsTo = async (id: string) => (await app.inject(`${door}/${id}.xml`)).headers.location;
  expect(await leadsTo('incident-1.1.draft')).toBe(
    'https://air.example/v1/alerts/cap/incident-1.3.draft.xml',
  );
  expect(await leadsTo('incident-1.4.actual')).toBe(
    'https://air.example/v1/alerts/cap/incident-1.5.actual.xml',
  );
});
