import { missingServers } from '../support/servers.ts';
import { measureAppends } from './scale/appends.ts';
import { benchBesideServers, lacksServers } from './scale/beside-servers.ts';
import { type Contestant, openDistributed, openEmbedded } from './scale/houses.ts';
import { forgetBuckets, forgetTopics, serversHere } from './scale/leftovers.ts';
import { type Figures, figuresOfAppends, figuresOfRounds, lineOf, rounded } from './scale/report.ts';
import { type Course, openCourse, type Plan, type Round } from './scale/run.ts';
import { sizesOf } from './scale/sizes.ts';

const { env } = process;
const plan: Plan = {
  rounds: Number(env.ROUNDS ?? 3),
  sensors: Number(env.SENSORS ?? 200),
  rows: Number(env.ROWS ?? 100_000),
  seconds: Number(env.SECONDS ?? 5),
  connections: Number(env.CONNECTIONS ?? 16),
};
const wanted = env.CONTESTANTS?.split(',');

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const field = [
  { key: 'embedded', open: openEmbedded },
  { key: '1', open: () => openDistributed(1) },
  { key: '2', open: () => openDistributed(2) },
];

/** What was left on servers that others may have given us. */
const forget = async ({ place }: Contestant): Promise<void> => {
  if (!('namespace' in place)) return;
  const { brokers, influx } = serversHere();
  await forgetTopics(brokers, `${place.namespace}.`);
  await forgetBuckets(influx, `${place.namespace}-`);
};

const race = async (contestants: typeof field): Promise<Figures> => {
  const open: Contestant[] = [];
  try {
    const courses: Course[] = [];
    for (const one of contestants) {
      const contestant = await one.open();
      open.push(contestant);
      say(`${contestant.name}: registering ${plan.sensors} sensors, and a round that does not count`);
      courses.push(await openCourse(contestant, plan));
    }
    const rounds: Round[] = [];
    for (let i = 0; i < plan.rounds; i += 1)
      // whoever comes first in one round comes last in the next
      for (const course of i % 2 === 0 ? courses : courses.toReversed()) {
        const round = await course.round();
        say(lineOf(round));
        rounds.push(round);
      }
    const sizes = await Promise.all(
      courses.map(({ contestant, taken }) => sizesOf(contestant, taken(), plan.sensors)),
    );
    return Object.assign({}, figuresOfRounds(rounds), ...sizes);
  } finally {
    for (const contestant of open) {
      await contestant.end();
      await forget(contestant);
    }
  }
};

/** Embedded, and distributed with one and with two processes of readings, in turns; and our Kafka driver beside a bare producer. */
export const bench = async (): Promise<Record<string, number>> => {
  if (lacksServers()) return benchBesideServers();
  const missing = missingServers();
  if (missing.length > 0)
    say(
      `${missing.join(', ')}: not there, so the distributed profile is not measured, but the embedded one alone`,
    );
  const contestants = field.filter(
    ({ key }) => (missing.length === 0 || key === 'embedded') && (wanted?.includes(key) ?? true),
  );
  const raced = await race(contestants);
  if (!env.KAFKA_BROKERS) {
    say('no broker is there: the Kafka driver is not measured');
    return rounded(raced);
  }
  say('appends to Kafka, by our driver and by a bare producer, in turns');
  // short turns: a disk that others keep busy is slow for both
  const appends = await measureAppends(serversHere().brokers, plan.rounds * 3, plan.seconds / 3);
  return rounded({ ...raced, ...figuresOfAppends(appends) });
};
