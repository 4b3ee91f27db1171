import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Story, startStory } from '../../testing/cap-story.ts';
import { chainsOf } from './chains.ts';
import type { Message } from './messages.ts';

const hourMs = 3_600_000;

const acts: Readonly<Record<string, (story: Story) => void>> = {
  approve: (story) => story.say({ isApproved: true }),
  disapprove: (story) => story.say({ isApproved: false }),
  publish: (story) => story.say({ isPublished: true }),
  hide: (story) => story.say({ isPublished: false }),
  edit: (story) => story.say({ isApproved: false, saidSince: 2 }),
  silent: (story) => story.hear('SILENT'),
  heard: (story) => story.hear('HEARD', 58),
  revise: (story) => story.hear('REVISED'),
  turn: (story) => (story.isOpen() ? story.end() : story.reopen()),
};

const life = fc.record({
  isReplayed: fc.boolean(),
  isQualified: fc.boolean(),
  isPublished: fc.boolean(),
  isApproved: fc.boolean(),
  deeds: fc.array(
    fc.record({ hours: fc.integer({ min: 1, max: 40 }), act: fc.constantFrom(...Object.keys(acts)) }),
    { maxLength: 14 },
  ),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** Lives through it, and looks into the feed each hour and after each deed. */
const live = ({ deeds, isReplayed, isQualified, ...standing }: Life, look: (story: Story) => void): void => {
  const story = startStory({ isReplayed, isQualified }, standing);
  look(story);
  for (const { hours, act } of deeds) {
    for (let n = 0; n < hours; n += 1) {
      story.wait(hourMs);
      look(story);
    }
    acts[act]?.(story);
    look(story);
  }
};

const everyLife = (check: () => (story: Story) => void): void =>
  fc.assert(
    fc.property(life, (one) => live(one, check())),
    { numRuns: 150 },
  );

const named = ({ references }: Message) => references.map(({ identifier }) => identifier);

describe('whatever becomes of an incident and its rule', () => {
  it('a message keeps its name, its status, what it is and when it was sent', () => {
    everyLife(() => {
      const seen = new Map<string, unknown>();
      return (story) => {
        for (const { identifier, sentAt, status, msgType, references } of story.feed()) {
          const message = { sentAt, status, msgType, references };
          expect(seen.get(identifier) ?? message).toEqual(message);
          expect(identifier.endsWith(`.${status.toLowerCase()}`)).toBe(true);
          seen.set(identifier, message);
        }
      };
    });
  });

  it('messages refer to those alone that were in the feed, in their own status, as they were sent', () => {
    everyLife(() => {
      const seen = new Map<string, { sentAt: number; status: string }>();
      return (story) => {
        const feed = story.feed();
        for (const { identifier, sentAt, status } of feed) seen.set(identifier, { sentAt, status });
        for (const { references, status } of feed)
          for (const { identifier, sentAt } of references)
            expect(seen.get(identifier)).toEqual({ sentAt, status });
      };
    });
  });

  it('one message stands while it goes on, in the status that it has, and none in another', () => {
    everyLife(() => (story) => {
      const standing = story.feed().filter(({ msgType }) => msgType !== 'Cancel');
      const status = story.isOpen() ? story.status() : null;
      expect(standing.map((one) => one.status)).toEqual(status === null ? [] : [status]);
    });
  });

  it('a message stands in the place of all before it, until a Cancel; then another begins anew', () => {
    everyLife(() => {
      const seen = new Set<string>();
      let chain: Message[] = [];
      return (story) => {
        const feed = story.feed();
        for (const message of feed.filter(({ identifier }) => !seen.has(identifier)).toReversed()) {
          seen.add(message.identifier);
          if (message.msgType === 'Alert') {
            expect(chain.at(-1)?.msgType ?? 'Cancel').toBe('Cancel');
            chain = [];
          }
          expect(named(message)).toEqual(chain.map(({ identifier }) => identifier));
          expect(message.status).toBe(chain[0]?.status ?? message.status);
          chain = [...chain, message];
        }
        const isStanding = feed.some(({ msgType }) => msgType !== 'Cancel');
        expect((chain.at(-1)?.msgType ?? 'Cancel') !== 'Cancel').toBe(isStanding);
      };
    });
  });
});

it('later steps leave the numbers of earlier messages, whatever the clocks of those who wrote them', () => {
  const story = startStory();
  story.wait(10_000);
  story.hear('SILENT');
  story.wait(-5_000);
  story.hear('HEARD', 58);
  const issues = chainsOf(story.published(), story.now()).flatMap((chain) => chain.issues);
  const raisedAt = issues[0]?.sentAt ?? 0;
  expect(issues.map(({ number, sentAt }) => [number, sentAt - raisedAt])).toEqual([
    [1, 0],
    [2, 10_000],
    [3, 10_000],
  ]);
});
