import { type Message, messagesOf } from '../domain/cap/messages.ts';
import type { Published, PublishedStep } from '../domain/cap/published.ts';
import { type CapStatus, type RuleStanding, standingFor, statusIn, statusOf } from '../domain/cap/status.ts';
import { changedTo, openedWith } from '../domain/cap/trail.ts';
import { isOpen, type StepKind } from '../domain/incident/incident.ts';
import { makeIncident, thursday } from './notices.ts';
import { makePublished } from './published.ts';

type Details = Readonly<Record<string, unknown>>;

const stepOf = (kind: StepKind, writtenAt: number, { cap, capBefore }: Details, value: number | null) => {
  const [status, statusBefore] = [statusIn(cap), statusIn(capBefore)];
  return {
    ...{ kind, writtenAt, value },
    ...(status === undefined ? {} : { status }),
    ...(statusBefore === undefined ? {} : { statusBefore }),
  };
};

/** An incident as its trail grows, and what of it is in the feed: what the store writes and reads, without a store. */
export const startStory = (
  incident: Parameters<typeof makeIncident>[0] = {},
  standing: Partial<RuleStanding> = {},
) => {
  let rule: RuleStanding = { isPublished: true, isApproved: true, saidSince: 1, ...standing };
  let now = thursday;
  let published: Published = makePublished({
    incident: { raisedAt: now, ...incident },
    steps: [stepOf('RAISED', now, openedWith(makeIncident(incident), rule), 61)],
  });
  const add = (step: PublishedStep) => {
    published = { ...published, steps: [...published.steps, step] };
  };
  const become = (changes: Partial<Published['incident']>) => {
    published = { ...published, incident: { ...published.incident, ...changes } };
  };

  return {
    published: () => published,
    isOpen: () => isOpen(published.incident),
    /** What the messages ought to be called now. */
    status: (): CapStatus | null =>
      statusOf(published.incident, standingFor(rule, published.incident.ruleRevision)),
    feed: (): readonly Message[] => messagesOf(published, now),
    now: () => now,
    wait(ms: number): void {
      now += ms;
    },
    /** An Admin says something of the rule, or somebody edits it. */
    say(changes: Partial<RuleStanding>): void {
      const after = { ...rule, ...changes };
      const details = isOpen(published.incident) ? changedTo(published.incident, rule, after) : null;
      rule = after;
      published = { ...published, standing: standingFor(rule, published.incident.ruleRevision) };
      if (details !== null) add(stepOf('CAP_CHANGED', now, details, null));
    },
    hear(kind: 'SILENT' | 'HEARD' | 'REVISED', value: number | null = null): void {
      add(stepOf(kind, now, {}, value));
    },
    end(): void {
      become({ state: 'RESOLVED', resolvedAt: now, resolution: 'RECOVERED' });
      add(stepOf('RESOLVED', now, {}, null));
    },
    reopen(): void {
      become({ state: 'FIRING', resolvedAt: null, resolution: null });
      add(stepOf('REOPENED', now, openedWith(published.incident, rule), 70));
    },
  };
};
export type Story = ReturnType<typeof startStory>;
