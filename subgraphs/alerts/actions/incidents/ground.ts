import type { Caller } from '@aqmrg/platform/caller.ts';
import type { LiveCursors } from '@aqmrg/platform/live/cursor.ts';
import type { LiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { AlertChanged, Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Language } from '../../domain/notify/receiver.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import type { Incidents } from '../../store/incidents/incidents.ts';
import type { IncidentHandling } from './handle.ts';
import type { Quiet } from './quieten.ts';

/** What to do, for each group of people. */
export interface Advice {
  readonly everyone: string;
  readonly sensitiveGroups: string;
}

/** What resolvers of incidents stand on. */
export interface IncidentsGround {
  readonly incidents: Incidents;
  readonly handling: IncidentHandling;
  readonly quiet: Quiet;
  /** A rule that the caller may see; null where it is gone or not for them. */
  readonly ruleFor: (id: string, caller: Caller) => Promise<Rule | null>;
  readonly adviceOn: (incident: Incident, language: Language) => Advice;
  readonly liveFeed: LiveFeed<AlertChanged>;
  readonly liveCursors: LiveCursors;
  readonly cursorSecret: string;
}
