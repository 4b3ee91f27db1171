import { randomUUID } from 'node:crypto';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import { type AlertSettings, defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { alertChanged } from '@aqmrg/schema/events/alerts.ts';
import { openEvaluation } from './actions/evaluation/open-evaluation.ts';
import { createHandling } from './actions/incidents/handle.ts';
import { keepTelling } from './actions/incidents/keep-telling.ts';
import { createQuiet } from './actions/incidents/quieten.ts';
import { createTeller } from './actions/incidents/tell.ts';
import { createIncidentTidy } from './actions/incidents/tidy.ts';
import { createWatch } from './actions/keep-watch.ts';
import { composeMessage } from './actions/messages/compose.ts';
import { parseWording } from './actions/messages/wording.ts';
import { startSending } from './actions/notify/open-sending.ts';
import { createNotifyTidy } from './actions/notify/tidy.ts';
import { openReceiverDesk } from './actions/receivers/open-receiver-desk.ts';
import { mayRead } from './actions/rules/callers.ts';
import { createRuleDesk } from './actions/rules/desk.ts';
import { installHouse } from './actions/rules/house.ts';
import { createChannels } from './adapters/create-channels.ts';
import { evaluateForecasts } from './consumers/evaluate-forecasts.ts';
import { evaluateReadings } from './consumers/evaluate-readings.ts';
import { createContext } from './context.ts';
import { adviceOn } from './domain/messages/words/advice.ts';
import { confirmDoor, unsubscribeDoor } from './domain/notify/receivers/doors.ts';
import { access } from './resolvers/access.ts';
import { events } from './resolvers/incidents/event-access.ts';
import { resolvers } from './resolvers/index.ts';
import { capDoor, createCapDoor } from './routes/cap/cap.ts';
import { createReceiverDoors } from './routes/receivers/receivers.ts';
import { openPublishedIncidents } from './store/cap/published.ts';
import { alertChanges } from './store/incidents/changes.ts';
import { openHandling } from './store/incidents/handling.ts';
import { openIncidents } from './store/incidents/incidents.ts';
import { openIncidentTidying } from './store/incidents/tidying.ts';
import { openUnheeded } from './store/incidents/unheeded.ts';
import { openUntold } from './store/incidents/untold.ts';
import { openNotifyTidying } from './store/notify/tidying.ts';
import { openInhibitions } from './store/quiet/inhibitions.ts';
import { openSilences } from './store/quiet/silences.ts';
import { openRules } from './store/rules/rules.ts';

/** Changes of alerts in memory: about 6 MB. */
const liveCapacity = 5_000;
const telegramUrl = 'https://api.telegram.org';
const noLinks = { unsubscribe: null, confirm: null, alert: () => null };

/** What goes on while the room is open. */
type Work = { readonly stop: () => Promise<void> };

export const alerts = defineSubgraph({
  name: 'alerts',
  schema: new URL('./schema.graphql', import.meta.url),
  doors: [capDoor, confirmDoor, unsubscribeDoor],
  access,
  uses: ['database', 'eventLog', 'seriesReader', 'cache'],
  async build({ database, eventLog, seriesReader: reader, cache, log, now, cursorSecret, ...more }) {
    const settings = more.alerts as AlertSettings;
    const failed = (what: string) => (error: unknown) =>
      log.error({ err: error }, `${what} lost the event log and goes on where it was`);
    const directory = openDirectory(eventLog, failed('the directory of sensors'));
    const liveFeed = openLiveFeed({
      source: alertChanges(eventLog),
      capacity: liveCapacity,
      onError: failed('the live feed'),
    });

    let telling: ReturnType<typeof keepTelling> | undefined;
    let sending: ReturnType<typeof startSending> | undefined;
    let work: readonly Work[] = [];
    const onQueued = (): void => sending?.onQueued();
    const onKept = (): void => {
      telling?.poke();
      sending?.onChanged();
    };

    const onUnreadable = (ruleId: string, reason: string): void =>
      log.error({ ruleId, reason }, 'a rule cannot be read by this version, and is not judged');
    const rules = openRules(database, onUnreadable);
    const evaluation = openEvaluation({ database, directory, reader, rules, log, now, onKept });
    const desk = openReceiverDesk({ database, cache, settings, log, now, onQueued, onUnheeded: onKept });
    const { receivers, secrets, linksTo, consent } = desk;
    const incidents = openIncidents(database);
    const ruleDesk = createRuleDesk({
      ...{ rules, directory, reader, parseWording, now },
      openCounts: incidents.openCounts,
      receiversOf: async (organisation, ids) =>
        (await receivers.byIds(ids)).filter((one) => one.organisation === organisation),
      composeMessage: (notice, locale) => composeMessage(notice, locale, noLinks),
      onChanged: () => void evaluation.rulebook.refresh().catch(() => undefined),
    });
    const ruleFor: Parameters<typeof createQuiet>[0]['ruleFor'] = async (id, caller) => {
      const rule = await rules.find(id);
      return rule !== null && mayRead(caller, rule) ? rule : null;
    };
    const channels = createChannels({
      ...{ ...settings, telegramUrl, now },
      unsubscribeUrl: (receiver) => linksTo(receiver).unsubscribe,
    });
    const tidies = [
      (signal: AbortSignal) => createIncidentTidy(openIncidentTidying(database))(now(), signal),
      createNotifyTidy({ tidying: openNotifyTidying(database), now }),
    ];
    const tidy = async (signal: AbortSignal): Promise<void> => {
      for (const one of tidies) await one(signal);
    };

    return {
      resolvers: { ...resolvers },
      events,
      context: createContext({
        ruleDesk,
        ruleFor,
        ...{ keeping: desk.keeping, keptReceivers: receivers, deliveries: desk.deliveries },
        incidents,
        handling: createHandling({ handling: openHandling(database), onChange: onKept, now }),
        quiet: createQuiet({
          ...{ ruleFor, onChange: onKept, newId: randomUUID, now },
          silences: openSilences(database),
          inhibitions: openInhibitions(database),
          unheeded: openUnheeded(database),
        }),
        adviceOn: (incident, language) => adviceOn(incident, undefined, language),
        ...{ liveFeed, cursorSecret },
        liveCursors: createLiveCursors(alertChanged.name, cursorSecret),
      }),
      routes(app, authenticate) {
        const named = (id: string) => directory.find(id)?.name;
        createCapDoor({
          ...{ incidents: openPublishedIncidents(database), named, publicUrl: settings.publicUrl, now },
        })(app, authenticate);
        createReceiverDoors({
          confirmReceiver: consent.confirmReceiver,
          unsubscribeReceiver: consent.unsubscribeReceiver,
        })(app, authenticate);
      },
      async begin() {
        await installHouse({ database, now, onUnreadable });
        await Promise.all([directory.start(), liveFeed.start(), evaluation.rulebook.start()]);
        telling = keepTelling({ teller: createTeller({ eventLog, untold: openUntold(database) }), log });
        sending = startSending({ database, directory, channels, secrets, linksTo, log, now });
        work = [
          evaluateReadings({ eventLog, evaluator: evaluation.evaluator, log }),
          evaluateForecasts({ eventLog, judgeForecasts: evaluation.judgeForecasts, log }),
          lead({ cache, name: 'alerts', log, work: createWatch({ ...evaluation, tidy, now, log }) }),
        ];
      },
      async ready() {
        if (work.length === 0) throw new Error('alerts has not begun.');
        await database.ping();
      },
      async stop() {
        await Promise.all(work.map((one) => one.stop()));
        await Promise.all([telling?.stop(), sending?.stop()]);
        await Promise.all([evaluation.rulebook.stop(), liveFeed.stop(), directory.stop()]);
      },
    };
  },
});
