import { randomUUID } from 'node:crypto';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { notifyOnce } from '../../actions/notify/notifier.ts';
import type { Message, Notice } from '../../domain/notify/notice.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Inhibition, Silence } from '../../domain/notify/silence.ts';
import type { Rule, Telling } from '../../domain/rule/rule.ts';
import { openNotifying } from '../../store/notify/notifying.ts';
import { columnsOf } from '../../store/receivers/receiver-rows.ts';
import { pm25Above } from '../notices.ts';
import { makeReceiver, makeTelling, monday } from './make.ts';

/** A notice in a few words. */
export const composeShortly = ({ reason, incidents, more, isReplayed }: Notice): Message => {
  const said = `${isReplayed ? 'REPLAY ' : ''}${reason} ${incidents.map(({ id }) => id).join(' ')} +${more}`;
  return { subject: said, text: said, html: `<p>${said}</p>`, short: said };
};

const tables = Prisma.raw(
  ['rule', 'receiver', 'group', 'delivery', 'silence', 'inhibition', 'incident', 'incident_step', 'rulebook']
    .map((name) => `alerts.alert_${name}`)
    .join(', '),
);

const rowOf = ({ labels, organisation, ...incident }: Incident) => {
  const {
    startedAt,
    firedAt,
    resolvedAt,
    peakAt,
    lastAt,
    raisedAt,
    changedAt,
    acknowledgedAt,
    snoozedUntil,
  } = incident;
  const dates = Object.fromEntries(
    Object.entries({ startedAt, firedAt, resolvedAt, peakAt, lastAt, raisedAt, changedAt }).map(
      ([name, at]) => [name, at === null ? null : new Date(at)],
    ),
  );
  const people = {
    acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
    snoozedUntil: snoozedUntil === null ? null : new Date(snoozedUntil),
  };
  return { ...incident, ...labels, ...dates, ...people, organisationId: organisation };
};

/** A database with what receivers are told of, and a clock. */
export const openBench = async () => benchOn(await lendDatabase());

/** The same on a database that is there. */
export const benchOn = (database: Database) => {
  const { client } = database;
  const clock = { now: monday };
  const now = () => clock.now;
  const notifying = openNotifying(database);
  const ground = {
    ...{ notifying, now, newId: randomUUID, log: createLog('silent') },
    directory: { find: () => undefined },
    onQueued: () => {},
  };

  return {
    ...{ database, client, clock, now, notifying, ground },
    async empty() {
      clock.now = monday;
      await client.$executeRaw`TRUNCATE ${tables} CASCADE`;
    },
    close: () => database.close(),

    async addRule(telling: Partial<Telling> = {}, id = 'rule-1', wording = { subject: null, body: null }) {
      const words = { telling: makeTelling(telling), wording, condition: pm25Above };
      const definition = { version: 1, ...words } satisfies Partial<Rule> & { version: number };
      await client.alertRule.create({
        data: {
          ...{ id, organisationId: 'makerere', revision: 1, name: id, severity: 'MODERATE', isEnabled: true },
          ...{ createdById: 'ada', createdAt: new Date(monday), changedAt: new Date(monday) },
          definition: definition as unknown as Prisma.InputJsonValue,
        },
      });
    },

    async addReceiver(changes: Partial<Receiver> = {}): Promise<Receiver> {
      const receiver = makeReceiver(changes);
      const { id, organisation: organisationId, channel, createdBy: createdById, createdAt } = receiver;
      await client.alertReceiver.create({
        data: {
          ...columnsOf(receiver),
          ...{ id, organisationId, channel, createdById, createdAt: new Date(createdAt), sealed: '' },
        },
      });
      return receiver;
    },

    /** Keeps an incident as it is now, unheeded. */
    async put(incident: Incident) {
      const row = rowOf(incident);
      const unheededSince = new Date(clock.now);
      const judged = { judged: 1, openKey: null, subject: incident.labels.sensorId ?? '', peakBeyond: 1 };
      const data = {
        ...row,
        ...judged,
        unheededSince,
        isNoData: false,
      } as unknown as Prisma.AlertIncidentUncheckedCreateInput;
      await client.alertIncident.upsert({ where: { id: incident.id }, create: data, update: data });
    },

    async addSilence({ organisation: organisationId, createdBy: createdById, ...silence }: Silence) {
      const { startsAt, endsAt, createdAt, matcher, weekly, ...rest } = silence;
      await client.alertSilence.create({
        data: {
          ...{ ...rest, organisationId, createdById },
          ...{ startsAt: new Date(startsAt), endsAt: new Date(endsAt), createdAt: new Date(createdAt) },
          matcher: { ...matcher } as Prisma.InputJsonObject,
          weekly: weekly === null ? Prisma.DbNull : ({ ...weekly } as unknown as Prisma.InputJsonObject),
        },
      });
    },

    async addInhibition({ organisation: organisationId, createdBy: createdById, ...inhibition }: Inhibition) {
      const { source, target, equal, createdAt, id } = inhibition;
      await client.alertInhibition.create({
        data: {
          ...{ id, organisationId, createdById, createdAt: new Date(createdAt), equal: [...equal] },
          source: { ...source } as Prisma.InputJsonObject,
          target: { ...target } as Prisma.InputJsonObject,
        },
      });
    },

    /** Works off all there is to do at a time. */
    async notify(at = clock.now) {
      clock.now = at;
      while (await notifyOnce(ground));
    },

    /** The delivery log, oldest first: why, in what state, about which. */
    async log(): Promise<string[]> {
      const rows = await client.alertDelivery.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map(
        ({ reason, state, incidentIds }) => `${reason} ${state} ${[...incidentIds].sort().join(' ')}`,
      );
    },

    async trail(incidentId: string): Promise<string[]> {
      const rows = await client.alertIncidentStep.findMany({ where: { incidentId }, orderBy: { id: 'asc' } });
      return rows.map(({ kind }) => kind);
    },
  };
};
export type Bench = ReturnType<typeof benchOn>;
