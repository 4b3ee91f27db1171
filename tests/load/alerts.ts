import { minuteMs } from '../support/builders.ts';
import { residentMb } from '../support/resident.ts';
import { type Air, markedSensors } from './alerts/air.ts';
import { openListener } from './alerts/listening.ts';
import { type Figures, figuresOf, lineOf } from './alerts/report.ts';
import { type Contestant, type Round, runRound } from './alerts/round.ts';
import { furnish, openPlainHouse } from './alerts/settle.ts';

const { env } = process;
const sensors = Number(env.SENSORS ?? 10_000);
const rules = Number(env.RULES ?? 10_000);
const perSecond = Number(env.PER_SECOND ?? 1_000);
/** Rounds that count, of each kind: a minute's readings of every sensor. */
const rounds = Number(env.ROUNDS ?? 6);
/** Incidents a second that the rules raise. */
const incidentsPerSecond = Number(env.INCIDENTS ?? 5);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const alertFrames = /* GraphQL */ `subscription { alertRaised { change alert { sensor { id } } } }`;
const readingFrames = /* GraphQL */ `
  subscription Readings($sensorIds: [ID!]) {
    readingAdded(filter: { sensorIds: $sensorIds }) { change reading { value sensor { id } } }
  }
`;

/** Rounds whose readings raise nothing come first. Before those that count come two in which histories are read, and one that raises. */
const quietFrom = 2;
const loudFrom = quietFrom + rounds + 1;
const minutes = loudFrom + rounds;

const airOfRun = (): Air => ({
  sensors,
  from: Math.floor(Date.now() / minuteMs) * minuteMs - (minutes + 2) * minuteMs,
  marksPerMinute: Math.max(1, Math.round((incidentsPerSecond * sensors) / perSecond)),
  marked: { from: loudFrom - 1, count: rounds + 1 },
});

/** From readings that were acknowledged to the webhooks and frames of what they raise, beside the same readings in a house without rules and a bare signed POST. */
export const bench = async (): Promise<Record<string, number>> => {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    say(`registering ${sensors} sensors in two houses`);
    const [plain, ruled] = await Promise.all([openPlainHouse(sensors), openPlainHouse(sensors)]);
    closing.push(plain.end, ruled.end);
    // the hours of registering are over
    const air = airOfRun();
    const listeners = [await openListener(), await openListener()] as const;
    closing.push(...listeners.map((one) => one.stop));
    say(`making ${rules} rules`);
    const { webhookUrl } = listeners[1];
    const furnished = await furnish(ruled, { rules, air, webhookUrl });
    say(
      `made in ${furnished.seconds.toFixed(0)} s; ${furnished.rulesPerReading.toFixed(1)} are about one reading`,
    );
    const marked = markedSensors(air);
    const contestants: readonly (Contestant & { readonly name: keyof Figures })[] = [
      { name: 'plain', house: plain, brings: ['bare', 'reading'], listener: listeners[0] },
      {
        name: 'ruled',
        house: ruled,
        brings: ['bare', 'reading', 'webhook', 'alert'],
        listener: listeners[1],
      },
    ];
    for (const [i, { house, brings }] of contestants.entries()) {
      const url = `${house.url.replace(/^http/, 'ws')}/graphql`;
      const [listener] = [listeners[i as 0 | 1]];
      await listener.follow({ url, query: readingFrames, variables: { sensorIds: marked }, as: 'reading' });
      if (brings.includes('alert')) await listener.follow({ url, query: alertFrames, as: 'alert' });
    }
    const done = { plain: [] as Round[], ruled: [] as Round[] };
    for (let minute = 0; minute < minutes; minute += 1)
      for (const contestant of minute % 2 === 0 ? contestants : contestants.toReversed()) {
        const round = await runRound(contestant, air, { minute, perSecond });
        say(`${contestant.name} ${lineOf(round)}`);
        done[contestant.name].push(round);
      }
    const figures = figuresOf(done, { quietFrom, loudFrom, rulesPerReading: furnished.rulesPerReading });
    const memory = [await residentMb(plain.rooms().pid), await residentMb(ruled.rooms().pid)] as const;
    return {
      ...{ sensors, rules, rules_per_reading: Number(furnished.rulesPerReading.toFixed(1)) },
      rules_made_s: Math.round(furnished.seconds),
      ...figures,
      memory_mb: Math.round(memory[1]),
      memory_plain_mb: Math.round(memory[0]),
    };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
};
