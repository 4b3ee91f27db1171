import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { IncidentFilter } from '../../domain/incident/filter.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { severitiesFrom } from '../../domain/incident/severity.ts';
import type { Viewer } from '../../domain/incident/viewer.ts';

const { sql, join } = Prisma;

/** The place of an incident in a list, newest first. */
export interface IncidentPlace {
  readonly startedAt: number;
  readonly id: string;
}

/** The database refuses some texts, and holds none of them. */
export const isAskable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

export const every = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? sql`TRUE` : join([...conditions], ' AND ');

const isOver = sql`i.state IN ('RESOLVED', 'WITHDRAWN')`;

/** `i` is the viewer's organisation's, or the house's and theirs to keep. */
export const isTheirs = ({ organisation, keepsHouse }: Viewer): Prisma.Sql => {
  const houses = keepsHouse ? sql`i.organisation_id IS NULL` : sql`FALSE`;
  return organisation === null ? houses : sql`(i.organisation_id = ${organisation} OR ${houses})`;
};

/** As the domain's `maySee` has it; an Admin's word holds for what was raised before it, too. */
export const isVisible = (viewer: Viewer): Prisma.Sql => sql`(${isTheirs(viewer)} OR i.rule_id IN (
  SELECT r.id FROM alerts.alert_rule r WHERE r.is_published))`;

const named = (column: Prisma.Sql, list: readonly string[] | null): Prisma.Sql[] =>
  list === null ? [] : [sql`${column} = ANY(${list.filter(isAskable)}::text[])`];

/** Of two years' incidents few are open, and these have an index. */
const openAlone = (states: IncidentFilter['states']): Prisma.Sql[] =>
  states?.every((state) => isOpen({ state })) ? [sql`i.open_key IS NOT NULL`] : [];

/** As the domain's `filterTest` has it. */
export const filterConditions = (filter: IncidentFilter, viewer: Viewer): Prisma.Sql[] => [
  ...named(sql`i.sensor_id`, filter.sensorIds),
  ...named(sql`i.site_id`, filter.siteIds),
  ...named(sql`i.network_id`, filter.networkIds),
  ...named(sql`i.rule_id`, filter.ruleIds),
  ...openAlone(filter.states),
  ...named(sql`i.state`, filter.states),
  ...named(sql`i.severity`, filter.minSeverity === null ? null : severitiesFrom(filter.minSeverity)),
  ...named(sql`i.quantity`, filter.quantities),
  ...(filter.own ? [sql`i.organisation_id = ${viewer.organisation}`] : []),
  ...(filter.replayed ? [] : [sql`NOT i.is_replayed`]),
  ...(filter.from === null
    ? []
    : [sql`(NOT ${isOver} OR COALESCE(i.resolved_at, i.last_at) >= ${instant(filter.from)})`]),
  ...(filter.to === null ? [] : [sql`i.started_at < ${instant(filter.to)}`]),
];

/** Older than this place; two that began at the same time are told apart by their ids. */
export const behind = (after: IncidentPlace | null): Prisma.Sql[] =>
  after === null ? [] : [sql`(i.started_at, i.id) < (${instant(after.startedAt)}, ${after.id})`];

export const newestFirst = sql`i.started_at DESC, i.id DESC`;
